"""Samples that nobody can steer and everybody can check. Nothing here knows the site, its database or its clock."""
