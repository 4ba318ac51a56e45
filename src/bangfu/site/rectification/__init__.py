"""Findings, what becomes of them, and what was found good."""
