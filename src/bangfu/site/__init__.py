"""The working site: the same facts as the library, kept in PostgreSQL, recorded once and judged as they come."""
