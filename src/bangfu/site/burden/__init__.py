"""Burden: what rules and forms cost those who record and fill, and the gate that a new form has to pass."""
