"""What is entered about leaving and watching."""
