"""The same content has the same bytes."""

from core.canonical import canonical, digest


def test_the_order_of_keys_does_not_matter():
    assert canonical({"b": 1, "a": ["é"]}) == '{"a":["é"],"b":1}'.encode()
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    assert len(digest({})) == 64
