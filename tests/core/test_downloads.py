import pytest

from core.downloads import download


@pytest.mark.parametrize(
    ("media_type", "is_read", "says"),
    [
        ("application/pdf", True, 'inline; filename="a-1.x"'),
        ("application/pdf", False, 'attachment; filename="a-1.x"'),
        ("text/html", True, 'attachment; filename="a-1.x"'),
        ("image/svg+xml", True, 'attachment; filename="a-1.x"'),
    ],
)
def test_only_what_is_safe_is_shown_by_the_browser(media_type, is_read, says):
    answer = download(b"x", "a-1.x", media_type=media_type, is_read=is_read)
    assert answer.headers["Content-Disposition"] == says
    assert answer.headers["Content-Type"] == media_type


def test_the_browser_guesses_and_keeps_nothing():
    answer = download(b"x", "a.csv", media_type="text/csv")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content == b"x"


def test_a_name_cannot_add_a_header():
    answer = download(b"x", 'a"; filename="b.exe', media_type="application/pdf")
    assert (
        answer.headers["Content-Disposition"] == 'attachment; filename="a\\"; filename=\\"b.exe"'
    )
