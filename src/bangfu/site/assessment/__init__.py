"""The yearly assessments on the site: what is entered for them, what they come to, and what was published."""
