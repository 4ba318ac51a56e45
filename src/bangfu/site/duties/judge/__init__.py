"""The process that judges: it keeps a county's facts in memory, and the verdicts in the database up to the last entry."""
