"""What people are told: what is due, what was missed, what was decided; on the site, by mail, by robots of groups."""
