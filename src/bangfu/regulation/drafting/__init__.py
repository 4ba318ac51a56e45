"""Drafting: what the text of a regulation seems to demand, found by a grammar and proposed to a person."""
