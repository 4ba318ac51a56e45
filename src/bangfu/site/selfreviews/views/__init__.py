"""Pages of self-reviews."""
