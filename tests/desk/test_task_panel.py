"""The form of a task that opens in its row is drawn as any other of the page."""

from types import SimpleNamespace

from django.core import signing

from core.words import WHOSE
from desk.views.tasks import _panel
from sarb.forms import KeepForm


def test_its_long_words_say_whose_they_are(who, rf):
    request = rf.get("/tasks/1/")
    request.user = who
    page = _panel(request, KeepForm())
    signed = page.split(f'name="{WHOSE}" value="')[1].split('"')[0]
    assert signing.loads(signed, salt=WHOSE)[0] == who.pk


def test_before_sign_in_nobody_is_named(rf):
    request = rf.get("/tasks/1/")
    request.user = SimpleNamespace(pk=None)
    assert WHOSE not in _panel(request, KeepForm())
