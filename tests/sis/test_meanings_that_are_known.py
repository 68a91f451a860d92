"""Which words of an information system say something by themselves, kind by kind."""

import pytest

from sis.choices import WordKind
from sis.rules.meanings import is_known
from sis.rules.values import Unreadable, required


@pytest.mark.parametrize(
    ("kind", "known", "unknown"),
    [
        (WordKind.LANGUAGE, ["Spanish", "01", "Hmong"], ["QS"]),
        (WordKind.RELATION, ["Mother", "other", "Other"], ["Tia abuela"]),
        (WordKind.POPULATION, ["IEP", "Foster", "other"], ["RSP"]),
        (WordKind.GRADE, ["5", "05", "K", "TK", "12"], ["UE", "13"]),
        (WordKind.SEX, ["F", "male"], ["Girl X"]),
        (WordKind.EXIT, [], ["ZZ", "N470"]),
        (WordKind.CODE, [], ["AU"]),
    ],
)
def test_a_word_is_known_where_it_says_something(kind, known, unknown):
    assert [word for word in known if not is_known(kind, word)] == []
    assert [word for word in unknown if is_known(kind, word)] == []


@pytest.mark.parametrize(
    ("read", "is_blank"), [(None, True), ("", True), ("x", False), (0, False)]
)
def test_a_column_that_must_hold_a_value_is_refused_blank(read, is_blank):
    reader = required(lambda _: read)
    if not is_blank:
        assert reader("as written") == read
        return
    with pytest.raises(Unreadable, match="must hold a value"):
        reader("as written")
