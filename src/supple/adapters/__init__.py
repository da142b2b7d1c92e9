"""One technology a file; adapters do not know each other."""
