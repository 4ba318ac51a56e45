"""The demo: a real county with a made-up year, and one account a role."""
