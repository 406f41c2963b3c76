"""What budget addresses are made of."""


class TableFormatConverter:
    """A kind of file that a table can be fetched as."""

    regex = "csv|xlsx|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
