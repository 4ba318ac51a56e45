"""The site measured at the size of a county: every page, and how soon a new entry stands on the board."""
