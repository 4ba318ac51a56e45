"""What was done: entries that are added and never changed."""
