"""Use cases over the core, and the ports they need. Imports the core only."""
