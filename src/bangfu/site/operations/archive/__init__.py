"""The ledger of past years as files: made from the database, proved without it."""
