"""Regulation × facts → verdicts: who owes what, one fold of the ledger, and the judgement."""
