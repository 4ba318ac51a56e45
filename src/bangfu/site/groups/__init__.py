"""Township assistance groups: who belongs, what each keeps, where the households live, and how it is managed."""
