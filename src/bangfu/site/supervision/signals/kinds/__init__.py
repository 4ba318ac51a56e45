"""The kinds of signals: one a file, each with what it means and what else may explain it."""
