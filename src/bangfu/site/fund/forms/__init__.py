"""What is entered: each form knows whose it is, what it is about, and what it does with what was filled in."""
