"""Pages of what is owed."""
