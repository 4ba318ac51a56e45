"""Commands that the site adds to `bangfu`."""
