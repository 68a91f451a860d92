"""Languages as systems write them."""

import pytest

from students.rules.languages import in_english, language_code, language_name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("01", "es"),
        ("1", "es"),
        ("Spanish; Castilian", "es"),
        ("Spanish/Castilian", "es"),
        ("Spanish (Mexico)", "es"),
        ("espanol", "es"),
        ("Español", "es"),
        ("SP", "es"),
        ("es_MX", "es"),
        ("zh-TW", "zh"),
        ("00", "en"),
        ("Farsi (Persian)", "fa"),
        ("Cantonese", "zh"),
        ("23", "23"),
        ("Zapoteco", "Zapoteco"),
        ("", ""),
    ],
)
def test_a_language(written, code):
    assert language_code(written) == code


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Spanish", "Spanish"),
        ("es", "es"),
        ("01", "Spanish"),
        ("SP", "Spanish"),
        ("Spanish (Mexico)", "Spanish"),
        ("00", "English"),
        ("23", "Hmong"),
        ("98", "98"),
        ("Zapoteco", "Zapoteco"),
    ],
)
def test_the_name_of_a_language(written, name):
    assert language_name(written) == name


@pytest.mark.parametrize(
    ("code", "name"), [("es", "Spanish"), ("en", "English"), ("xx", "xx"), ("", "")]
)
def test_a_code_is_said_by_its_english_name(code, name):
    assert in_english(code) == name
