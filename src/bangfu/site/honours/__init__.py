"""Who may be proposed for what, and what was given: asked on the site, entered by those whom it is left to."""
