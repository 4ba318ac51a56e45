"""Keeping the site at work: logs, figures for machines, a page of its state, backup and restore."""
