"""Where the secretariat works on a budget: its lines, its versions, what came of it."""
