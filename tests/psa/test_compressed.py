"""Pages go out compressed, each as if by chance of another length; papers go out as they are."""

import gzip

from django.http import FileResponse, HttpResponse, JsonResponse
from django.test import RequestFactory
from django.urls import reverse

from psa.middleware import CompressedText

LONG = "An unexcused absence. " * 40
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


def sent(response, **headers):
    request = RequestFactory().get("/", headers=headers or BROWSER)
    return CompressedText(lambda _request: response)(request)


def test_a_page_is_a_fraction_of_what_it_says(counselor, district):
    where = reverse("student", args=[district.ana.pk])
    plain = counselor.client.get(where)
    small = counselor.client.get(where, headers=BROWSER)
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert small.headers["Cache-Control"] == "no-store"
    assert len(small.content) * 3 < len(plain.content)
    assert "Content-Encoding" not in plain.headers
    assert b"Ana" in gzip.decompress(small.content)


def test_the_same_words_are_not_always_of_the_same_length():
    """Who counts bytes from outside does not learn by one try whether a guess was right."""
    lengths = {len(sent(HttpResponse(LONG)).content) for _ in range(40)}
    assert len(lengths) > 10


def test_a_paper_goes_out_as_it_is():
    for media_type in ("application/pdf", "application/zip", "text/csv", "font/woff2"):
        answer = sent(HttpResponse(LONG, content_type=media_type))
        assert "Content-Encoding" not in answer.headers, media_type
    paper = sent(FileResponse([LONG.encode()], content_type="application/pdf"))
    assert "Content-Encoding" not in paper.headers


def test_what_a_script_asks_for_is_compressed_too():
    assert sent(JsonResponse({"why": LONG})).headers["Content-Encoding"] == "gzip"


def test_who_cannot_read_it_gets_it_plain():
    answer = sent(HttpResponse(LONG), **{"Accept-Encoding": "identity"})
    assert answer.content.decode() == LONG


def test_the_token_of_a_page_is_masked_anew_each_time(client, db):
    tokens = {client.get("/account/login/").content.split(b"csrfmiddlewaretoken")[1][:90] for _ in range(3)}  # fmt: skip
    assert len(tokens) == 3
