"""Accounts: how people are invited, log in and are logged out, and which roles they may give each other."""
