"""The roster's defects, one kind a file. None of them stops a computation; all are listed."""
