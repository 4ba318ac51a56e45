"""Attendance: a register of days, filled in by those who were there, confirmed by the township; nobody clocks in."""
