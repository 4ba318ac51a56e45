"""Who may be proposed for what: bars, commendations, quotas and preference, as the regulations have them."""
