"""Between the database and the exchange format of the library: a case taken out, a case put in."""
