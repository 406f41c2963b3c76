"""Parts of addresses."""

from django.urls.converters import StringConverter


class YearConverter:
    """A year from 1900 to 2199; anything else is no address, and never reaches a query."""

    regex = "(?:19|20|21)[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class PaperConverter(StringConverter):
    """A form that an edition can be fetched in."""

    regex = "pdf|docx"
