"""How a household comes onto the register, or under watch: roll, reports, screening, public notice, confirmation."""
