"""The printed forms of a document, empty or filled, on A4."""
