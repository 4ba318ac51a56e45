"""Allowances, funds and care: what is due, cancelled, paid and left, and the payments and rates that were entered."""
