"""Pages of plans, projects and money."""
