"""From what a document seems to say to a pack: suggestions, rules read back as sentences, writing, comparing."""
