"""Tables of groups."""
