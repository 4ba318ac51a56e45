"""The shell: accounts, sign-in, scope, layout."""
