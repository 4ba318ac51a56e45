"""Pages of findings and of good practice."""
