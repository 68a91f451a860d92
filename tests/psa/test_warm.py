"""A worker of the web has loaded its pages before the first one is asked for."""

import gc

from django.template import engines
from django.urls import get_resolver, reverse

from psa.warm import warm
from tests.factories import UserFactory
from tests.world import sign_in


def test_no_page_waits_for_its_template(db, monkeypatch):
    warm()
    compiled = []
    engine = engines["django"].engine
    loaders = [one for loader in engine.template_loaders for one in loader.loaders]
    for loader in loaders:
        monkeypatch.setattr(loader, "get_contents", compiled.append)
    assert sign_in(UserFactory()).get(reverse("today")).status_code == 200
    assert compiled == []
    assert "today" in get_resolver().reverse_dict


def test_what_stays_is_not_looked_through(monkeypatch):
    try:
        warm()
        assert gc.get_freeze_count() > 100_000
    finally:
        gc.unfreeze()
