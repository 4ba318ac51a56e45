"""What is filled in at the studio."""
