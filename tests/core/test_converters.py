"""The key of a row in an address."""

import pytest

from core.converters import LARGEST_KEY, KeyConverter


def test_a_key_is_read():
    assert KeyConverter().to_python("17") == 17
    assert KeyConverter().to_python(str(LARGEST_KEY)) == LARGEST_KEY


def test_a_number_no_key_can_be_is_no_address():
    with pytest.raises(ValueError, match="larger"):
        KeyConverter().to_python(str(LARGEST_KEY + 1))
