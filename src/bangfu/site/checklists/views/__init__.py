"""Pages of the register and of leave."""
