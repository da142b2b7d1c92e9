"""HTTP and the live socket: a thin edge over the use cases and the coach."""
