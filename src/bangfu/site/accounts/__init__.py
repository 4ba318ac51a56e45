"""The pages of the three administrators: who has an account, who is let in, and what was done."""
