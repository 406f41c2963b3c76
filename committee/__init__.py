"""The ground floor: who we are and what we plan."""
