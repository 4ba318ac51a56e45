"""What is held about a person: read whole by that person, and put right when they say what is wrong."""
