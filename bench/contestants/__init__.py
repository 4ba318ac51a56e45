"""One module a way of judging; each has `run(shards) -> Outcome`."""
