"""What is entered about villages, reports, screenings and notices: each form knows whose it is and what it does."""
