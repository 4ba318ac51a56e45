"""The whole site taken into a folder, and brought back from it."""
