"""What is entered about groups: each form knows whose it is and what it does."""
