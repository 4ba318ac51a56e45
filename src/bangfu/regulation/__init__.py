"""What the documents demand: packs, their words and readings, periods and the official calendar."""
