"""The first page of the admin: what needs doing now, the year, and search over everything."""
