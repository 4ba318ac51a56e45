"""What is entered about households: each form knows whose it is, what it is about, and what it does."""
