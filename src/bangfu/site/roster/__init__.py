"""Who serves whom: places, organisations, people, posts, households, pairings, with their dates."""
