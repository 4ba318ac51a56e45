"""From a document to working duties: drafting, authoring, review by a second person, adoption."""
