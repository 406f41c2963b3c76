"""What the admin shows of the top floor: accounts."""

from sodertorn.accounts import admin

__all__ = ["admin"]
