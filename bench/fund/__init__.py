"""Plans, projects and money at the size of a county."""
