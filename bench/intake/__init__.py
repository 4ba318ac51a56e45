"""How many entries the site takes, one at a time and by the thousand, beside PostgreSQL alone."""
