"""Vem ser vad: who can read an object, and why, asked of the rules themselves."""
