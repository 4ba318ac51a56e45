"""Which days are worked: the official calendar, and what the county set in it."""
