"""Cases: what was proposed for somebody, until it is decided, has taken effect, was appealed and has ended."""
