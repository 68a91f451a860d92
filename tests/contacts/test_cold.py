"""What a device keeps for a cold start without a connection: a sheet of nobody, and its files."""

import json
import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse

from audit.models import AccessEvent
from tests.contacts.pages import send

COLD = reverse("contacts:cold")
WORKER = reverse("contacts:worker")


def known(client):
    """Return what the worker knows: its name, its files, the address of the sheet."""
    return json.loads(re.search(r"^const PSA = (\{.*\});$", script(client), re.M)[1])


def script(client):
    return client.get(WORKER).content.decode()


def test_the_sheet_says_nothing_of_anybody(counselor, district):
    counselor.client.get(reverse("student", args=[district.ana.pk]))
    send(counselor.client, district.ana)  # leaves a message for the next page
    page = counselor.client.get(COLD).content.decode()
    main = page[page.index("<body") :]
    for private in (str(counselor.user), counselor.user.email, "Ito", district.ana.sis_id):
        assert private not in main
    assert 'data-user=""' in main
    assert "csrfmiddlewaretoken" not in main
    assert 'name="author"' not in main
    assert 'name="about"' in main
    assert "data-worker" not in main
    # The message was not used up by a page that nobody looks at.
    assert "Call logged" in counselor.client.get("/").content.decode()


def test_the_sheet_is_for_those_who_write_notes(clerk, client):
    before = AccessEvent.objects.count()
    assert clerk.client.get(COLD).status_code == 204
    assert AccessEvent.objects.count() == before  # the worker asks, and not the person
    assert client.get(COLD).status_code == 302


@pytest.mark.django_db
def test_the_worker_comes_before_anybody_signs_in_and_keeps_what_pages_are_drawn_with(client):
    answer = client.get(WORKER)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    files = known(client)["files"]
    assert staticfiles_storage.url("app.css") in files
    assert staticfiles_storage.url("app.js") in files
    assert known(client)["cold"] == COLD
    # Named by what they hold: a release with other files is another worker.
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", file) for file in files)


def test_only_pages_of_those_who_write_notes_ask_for_the_worker(counselor, clerk, client):
    assert f'data-worker="{WORKER}"' in counselor.client.get("/").content.decode()
    assert "data-worker" not in clerk.client.get("/").content.decode()
    assert "data-worker" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("asks", [4])
def test_the_sheet_takes_few_statements(counselor, asks, django_assert_max_num_queries):
    counselor.client.get(COLD)
    with django_assert_max_num_queries(asks):
        counselor.client.get(COLD)
