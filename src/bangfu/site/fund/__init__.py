"""Plan, project, money, supervision, acceptance, asset: every yuan traceable from its source to whom it reached, and back."""
