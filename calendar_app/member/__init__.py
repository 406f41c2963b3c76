"""A member's own page: what waits, what is new, and a calendar address of their own."""
