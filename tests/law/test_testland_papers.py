"""Under Testland's law no paper that leaves the building says a word of California's: the PDFs of
letters and copies, a batch bound for the printer, and the packet of each reader.
"""

import io
import json
import zipfile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.choices import Role
from attendance.choices import FindingVerdict, Status
from attendance.models import Finding, ProcessStep
from documents.actions import files
from letters.actions import print_next
from letters.models import Copy, LetterFile
from packets.actions.building import build_now
from packets.choices import Reader
from packets.models import Packet
from sarb.choices import Level, Reason
from sarb.models import DocketPlace
from sarb.queries.dossiers import CAUSE
from students.choices import PopulationKind, RecordKind
from tests.factories import (
    TODAY,
    YEAR,
    MarkFactory,
    NoteFactory,
    PopulationFactory,
    SchoolDayFactory,
    SchoolRecordFactory,
    StandingFactory,
    act,
)
from tests.law.californian import of_text
from tests.letters.world import DAYS, JOB, NOON, acting, approve_wordings, approved, due, family
from tests.sarb.factories import DocketPlaceFactory
from tests.world import hire, sign_in


def text_of(pdf: bytes) -> str:
    """What a PDF says: its title, its pages, and the facts that are embedded in it."""
    reader = PdfReader(io.BytesIO(pdf))
    facts = [
        str(value)
        for embedded in reader.attachments.values()
        for content in embedded
        for value in values_of(json.loads(content))
    ]
    pages = [page.extract_text() for page in reader.pages]
    title = (reader.metadata.title if reader.metadata else "") or ""
    return of_text(" ".join([title, *pages, *facts]))


def values_of(facts):
    """The values of JSON, without its keys."""
    if isinstance(facts, dict | list):
        for one in facts.values() if isinstance(facts, dict) else facts:
            yield from values_of(one)
    else:
        yield facts


def taken(client, page: str, key: int) -> bytes:
    answer = client.get(reverse(page, args=[key]), follow=True)
    assert answer.status_code == 200, page
    return answer.content


@pytest.fixture
def letter(in_testland):
    """A letter about Ana, to a mother who reads Spanish and a father who reads Korean; printed."""
    approve_wordings()
    family(in_testland.ana, in_testland.oak)
    [notice] = due(in_testland.ana)
    approved(notice)
    while print_next(acting(JOB)):
        pass
    return notice


def test_no_letter_says_a_word_of_california(letter, in_testland, words_of_california):
    director, clerk = sign_in(hire(Role.DIRECTOR)), sign_in(hire(Role.CLERK, in_testland.oak))
    keys = list(Copy.objects.order_by("pk").values_list("pk", flat=True))
    letter.refresh_from_db()
    papers = {
        "preview": taken(director, "letters:preview_pdf", letter.pk),
        "batch": taken(clerk, "letters:batch_pdf", letter.batch_id),
        **{f"copy {key}": taken(director, "letters:copy_pdf", key) for key in keys},
    }
    texts = {name: text_of(paper) for name, paper in papers.items()}
    assert {
        name: said for name, text in texts.items() if (said := words_of_california(text))
    } == {}
    assert LetterFile.objects.count() == len(keys) == 2
    assert all("45 minutes and over" in " ".join(text.split()) for text in texts.values())
    assert all("Schools Act 8" in text for text in texts.values())


@pytest.fixture
def referral(letter, in_testland):
    """Ana before the circle, with whatever a packet can tell of her."""
    ana, oak = in_testland.ana, in_testland.oak
    for number, day in enumerate(DAYS, start=1):
        SchoolDayFactory(school=oak, date=day, ordinal=number)
        MarkFactory(student=ana, school=oak, date=day)
    StandingFactory(
        student=ana, school=oak, status=Status.WATCH, days_enrolled=3, days_absent=3,
        days_absent_unexcused=3, counted_days=3, band="severe", tier="intensive",
        chronic_absentee=True,
    )  # fmt: skip
    Finding.objects.create(
        student=ana,
        school_year=YEAR,
        test="often_away",
        period="1",
        verdict=FindingVerdict.NEAR,
        numbers={"days": 6, "more_than": 8},
        citation="Schools Act 12",
    )
    for kind in ("notice_48260_5", "effort_48262", "conference", "sart"):
        ProcessStep.objects.create(
            student=ana,
            school_year=YEAR,
            kind=kind,
            happened_at=NOON,
            evidence_kind="history",
            evidence_id=kind,
        )
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    for kind in RecordKind:
        SchoolRecordFactory(student=ana, kind=kind, data={"course": "Algebra", "mark": "D"})
    NoteFactory(about_student=ana, text="A neighbor opened.")
    place = DocketPlaceFactory(
        docket__level=Level.SART,
        referral__student=ana,
        referral__level=Level.SART,
        referral__reason=Reason.CHRONIC_ABSENCE,
        referral__grounds={"met": False, "because": "3 of 3 days.", "policy": "testland 1"},
        referral__justification="They asked for it.",
    )
    return place.referral


def test_no_packet_says_a_word_of_california(referral, words_of_california):
    said = {}
    for reader in Reader:
        packet = build_now(act(), about=referral.about, reader=reader, cause=CAUSE)
        text = text_of(files.read(packet.document.sha256))
        said[reader.value] = words_of_california(text)
        assert "Schools Act 7" in text
        assert "Village circle" in text
        assert "Out of sight" in text
        assert "Schools Act 20" in text
    assert said == {reader: [] for reader in Reader.values}
    chair = sign_in(hire(Role.SARB_CHAIR))
    docket = DocketPlace.objects.get(referral=referral).docket_id
    bound = taken(chair, "sarb:packets_pdf", docket)
    zipped = zipfile.ZipFile(io.BytesIO(taken(chair, "sarb:packets_zip", docket)))
    assert words_of_california(text_of(bound)) == []
    assert words_of_california(of_text(" ".join(zipped.namelist()))) == []
    assert Packet.objects.count() == len(Reader)
    assert TODAY.isoformat() in json.dumps(Packet.objects.latest("pk").facts)
