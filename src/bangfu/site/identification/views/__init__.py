"""Pages of identification, of those who work and of the public."""
