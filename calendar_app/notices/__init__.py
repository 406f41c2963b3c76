"""Calling people to a meeting: what is sent, to whom, how it leaves, and what they answer."""
