"""Pages: one's own tokens, and the description of the API."""
