"""An old register on its way in: read in steps, checked whole, written in one transaction, taken back whole."""
