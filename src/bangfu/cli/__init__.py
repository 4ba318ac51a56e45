"""`bangfu …`: the command line."""
