"""The register at the size of a county."""
