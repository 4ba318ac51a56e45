"""How well drafting finds what a careful reader found."""
