"""A county's phones coming back into their network at once."""
