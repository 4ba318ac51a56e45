"""The list of findings at the size of a county."""
