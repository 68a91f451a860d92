"""A document says what a file is, whose it is and who made it; and stays."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from documents.choices import Retention, Scan
from documents.models import Document
from tests.documents.papers import document
from tests.factories import TODAY, UserFactory, act


def test_it_says_what_the_file_is_whose_and_by_whom(district):
    user = UserFactory(name="Ana Reyes")
    document(district.ana, by=user, content=b"%PDF-1.7", pages=2)
    found = Document.objects.get()
    assert (found.media_type, found.size, found.pages) == ("application/pdf", 8, 2)
    assert (found.record_kind, found.record_id, found.student) == (
        "letters.copy",
        "17",
        district.ana,
    )
    assert (found.actor_name, found.actor_id, found.at) == ("Ana Reyes", str(user.pk), act().at)
    assert (found.retention, found.scan) == (Retention.NOTICE, Scan.MADE)


def test_the_day_and_the_request_are_those_of_the_act(district):
    assert act(on=TODAY).at == document(district.ana).at
    assert document(district.ana).request_id == ""


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("application/pdf", "letter-3-17.pdf"),
        ("text/csv", "letter-3-17.csv"),
        ("application/x-other", "letter-3-17"),
    ],
)
def test_its_file_is_named_by_title_and_type(db, media_type, name):
    found = document(media_type=media_type)
    assert found.file_name == str(found) == name


def test_one_content_may_be_two_documents(district):
    first, second = document(district.ana), document(district.ben, record=("letters.copy", 18))
    assert first.sha256 == second.sha256
    assert first.pk != second.pk


@pytest.mark.parametrize("values", [{"retention": "forever"}, {"scan": "surely"}])
def test_nonsense_is_refused(db, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        document(**values)


@pytest.mark.parametrize(
    "change", ["UPDATE documents_document SET title = 'x'", "DELETE FROM documents_document"]
)
def test_it_stays_as_it_was_written(db, change):
    document()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Document.objects.get().title == "letter-3-17"
