"""The pages: one question, a year's lists, one grant."""
