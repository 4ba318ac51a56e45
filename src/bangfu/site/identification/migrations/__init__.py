"""What the database is told of identification."""
