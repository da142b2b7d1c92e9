"""The figure proves the rules: reference poses pass, fault poses fail, on every body, from every
camera that an exercise may be watched by."""
