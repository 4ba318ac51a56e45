"""Self-reviews: bodies say how they stand, question by question; the ledger stands beside what they say."""
