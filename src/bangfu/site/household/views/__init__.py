"""Pages of the files of households."""
