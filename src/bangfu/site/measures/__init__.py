"""What is done for a household: what it wants, the plan of its year, what became of it, and who stands by it every day."""
