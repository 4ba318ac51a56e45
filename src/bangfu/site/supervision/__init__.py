"""Inspecting fairly, and following every problem until it is struck off."""
