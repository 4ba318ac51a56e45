"""Proposing at the size of a province."""
