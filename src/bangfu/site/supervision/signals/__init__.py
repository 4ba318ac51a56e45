"""Signals: what in the ledger may be worth a look, each with the entries it rests on. Leads for inspectors, no verdicts."""
