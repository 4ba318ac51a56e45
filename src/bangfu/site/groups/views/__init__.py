"""Pages of townships, groups, maps and handbooks."""
