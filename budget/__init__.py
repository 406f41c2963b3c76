"""The middle floor's money: one budget a year."""
