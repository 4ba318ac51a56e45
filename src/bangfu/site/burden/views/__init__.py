"""The pages of the burden meter, of forms, and of what is said to be too much."""
