"""What an operation says when it can't be done."""


class RefusedError(Exception):
    """It can't be done so; nothing is changed, and the message says why, in Swedish."""
