"""What an address of a page may hold in its places."""

from django.urls.converters import IntConverter

from core.keys import LARGEST_KEY


class KeyConverter(IntConverter):
    """The key of a row: a whole number that a key can be. Any other address is of no page."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        """Return the key. Raises ValueError, which Django takes for another address."""
        key = int(value)
        if key > LARGEST_KEY:
            raise ValueError(f"{key} is larger than any key")
        return key
