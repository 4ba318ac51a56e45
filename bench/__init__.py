"""The engine measured against the ways not taken: see README.md."""
