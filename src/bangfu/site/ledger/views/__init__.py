"""Pages of the ledger, and what the phone talks to."""
