"""The API: what the pages give and take, for programs, under the same scope and by tokens alone."""
