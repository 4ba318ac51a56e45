"""The pages of leaving and watching."""
