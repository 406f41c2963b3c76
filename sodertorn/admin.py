"""What the admin shows of the top floor: accounts, and plans with all that they gather."""

from sodertorn.accounts import admin as accounts
from sodertorn.publication import admin as publication

__all__ = ["accounts", "publication"]
