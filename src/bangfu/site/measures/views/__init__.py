"""Pages of what is done for households."""
