"""What tokens open, by subject."""
