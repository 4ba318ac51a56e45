"""What the database is told of plans, projects and money."""
