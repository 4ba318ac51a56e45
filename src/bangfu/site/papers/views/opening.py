"""Who opens pages of papers. The database says which papers each of them sees."""

READERS = ("supervise", "inspect", "answer", "oversee")
MAKERS = ("supervise", "inspect")
ISSUER = "supervise"
