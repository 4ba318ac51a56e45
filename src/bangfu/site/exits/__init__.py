"""How a household leaves the register, is watched, and comes back."""
