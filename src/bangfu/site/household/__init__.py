"""The files of households that are helped: what was known of them, from which day, and since when it was known."""
