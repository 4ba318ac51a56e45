"""Who serves whom and what was done: the case folder, its tables, reading, checking and writing."""
