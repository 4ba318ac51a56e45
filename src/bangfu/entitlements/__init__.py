"""What cadres and posts are due by the regulations: allowances by the month, funds by the year, care; with what was paid."""
