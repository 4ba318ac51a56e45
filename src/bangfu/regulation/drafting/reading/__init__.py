"""Reading: the text of a document, from whatever file it came in, in bounded time and memory."""
