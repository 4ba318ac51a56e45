"""The yearly assessments that the regulations name: indicators with the rows behind them, totals, places in an area."""
