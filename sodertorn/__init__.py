"""The top floor: what needs more than one app."""
