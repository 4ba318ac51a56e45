"""What is owed: regulations in force, verdicts, exemptions."""
