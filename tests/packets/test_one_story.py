"""A packet tells one story: letters, steps, reports and numbers are of one source, each act with its person."""

import io
import re
from datetime import time, timedelta

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from attendance.models import ProcessStep
from contacts.choices import NoteKind, NoteOutcome, WithWhom
from documents.actions import read
from letters.actions import follow, mark_mailed, not_mailed, print_next
from letters.models import Notice
from packets.choices import TOLD, Reader
from students.models import Guardian, Guardianship, Population
from tests.factories import FIRST, TODAY, YEAR, GuardianshipFactory, NoteFactory
from tests.letters.world import JOB, NOON, acting, approve_wordings, approved, report
from tests.packets.emily import build, facts_for
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory

DAY = timedelta(days=1)
KNOWN = {"by": "Joan Lee", "channel": "mail", "language": "es"}


def known(referral, kind, *, at=NOON - 20 * DAY, **values):
    return ProcessStep.objects.create(
        student=referral.student,
        school_year=YEAR,
        kind=kind,
        happened_at=at,
        has_time=False,
        evidence_kind="history",
        evidence_id=f"{kind}:{at:%Y-%m-%d}",
        **{"detail": KNOWN, **values},
    )


def mailed(referral):
    """A first notice about Emily, sent to her mother."""
    approve_wordings()
    home = {"street": "1 Elm St", "city": "Oak", "state": "CA", "zip": "90001"}
    Guardianship.objects.filter(student=referral.student).update(
        holds_education_rights=True, lives_with=True, court_order=""
    )
    Guardian.objects.filter(guardianships__student=referral.student).update(**home)
    Population.objects.filter(student=referral.student).delete()
    days = [FIRST + 7 * week * DAY for week in range(3)]
    report(referral.student, days=days)
    follow(acting(JOB))
    notice = Notice.objects.get(student=referral.student)
    assert approved(notice, answers={notice.pk: "She is at home."}).notices
    while print_next(acting(JOB)):
        pass
    mark_mailed(acting(), notices=[notice.pk], mailed_on=TODAY)
    return notice


def checked(facts, label):
    return next(one["words"] for one in facts["checklist"] if one["label"] == label)


def in_short(facts, key):
    return next(one["value"] for one in facts["summary"] if one["label"] == TOLD[key])


LETTERS = "Attendance letters mailed and logged"


@pytest.mark.parametrize("kinds", [[], ["notice"], ["notice", "notice_48260_5"]])
def test_a_notice_of_before_is_among_the_letters_as_it_is_counted(referral, kinds):
    for kind in kinds:
        known(referral, kind)
    facts = facts_for(referral)
    assert [one["counts"] for one in facts["letters"]] == [True] * len(kinds)
    assert checked(facts, LETTERS) == f"{len(kinds)} of 3"
    assert in_short(facts, "letters") == str(len(kinds))
    assert all(one["mailed"]["by"] == "Joan Lee" for one in facts["letters"])


def test_a_notice_that_was_withdrawn_is_no_letter(referral):
    known(referral, "notice", withdrawn_at=NOON)
    facts = facts_for(referral)
    assert (facts["letters"], facts["steps"]) == ([], [])
    assert checked(facts, LETTERS) == "0 of 3"


def test_a_letter_that_was_mailed_is_counted_and_one_that_was_not_is_not(referral, district):
    notice = mailed(referral)
    facts = facts_for(referral)
    assert in_short(facts, "letters") == "1"
    assert checked(facts, LETTERS) == "1 of 3"
    [step] = facts["steps"]
    assert step["by"] == facts["letters"][0]["mailed"]["by"] == "Ana Reyes"
    not_mailed(acting(), notice=Notice.objects.get(pk=notice.pk), reason="The wrong pile.")
    facts = facts_for(referral)
    assert [one["counts"] for one in facts["letters"]] == [False]
    assert (in_short(facts, "letters"), checked(facts, LETTERS)) == ("0", "0 of 3")


def test_each_step_has_its_day_its_person_and_where_it_comes_from(referral):
    known(referral, "sart")
    note = NoteFactory(about_student=referral.student)
    known(referral, "effort_48262", at=NOON)
    ProcessStep.objects.filter(kind="effort_48262").update(
        evidence_kind="note", evidence_id=str(note.pk), detail={}
    )
    sart, effort = facts_for(referral)["steps"]
    assert (sart["by"], sart["channel"], sart["is_known"]) == ("Joan Lee", "mail", True)
    assert (effort["by"], effort["is_known"]) == (str(note.author), False)


def test_the_first_page_counts_what_the_packet_lists(referral):
    NoteFactory(about_student=referral.student, reached=True)
    NoteFactory(
        about_student=referral.student,
        kind=NoteKind.CONFERENCE,
        with_whom=WithWhom.STUDENT,
        outcome=NoteOutcome.HELD,
    )
    NoteFactory(about_student=referral.student, kind=NoteKind.OTHER, with_whom=WithWhom.NOBODY)
    facts = facts_for(referral)
    listed = facts["contacts"]
    assert in_short(facts, "contacts") == str(len(listed)) == "3"
    assert in_short(facts, "reached") == str(sum(one["reached"] for one in listed))
    assert in_short(facts, "supports") == str(sum(one["is_support"] for one in listed)) == "2"
    assert in_short(facts, "absent") == "3 of 3, 100.00%"
    assert in_short(facts, "counted") == "3"


def pages(referral, by, reader=Reader.CHAIR):
    packet = build(referral, by, reader)
    reader_of = PdfReader(io.BytesIO(read(packet.document.sha256)))
    return [" ".join(one.extract_text().split()) for one in reader_of.pages]


@pytest.mark.parametrize("reader", Reader)
def test_the_first_page_says_it_in_short_and_the_contents_follow(referral, by, reader):
    DocketPlaceFactory(referral=referral)
    told = pages(referral, by, reader)
    start = next(at for at, page in enumerate(told) if "In short, this school year" in page)
    first, second = told[start : start + 2]
    assert (start > 0) is (reader == Reader.FAMILY)  # the pages in the home's language come before
    assert "Days absent, for any reason 3 of 3, 100.00%" in first
    assert "Contents" in second
    assert "1. Supports tried" in second


@pytest.mark.parametrize(
    ("reader", "business", "findings"),
    [
        (Reader.CHAIR, True, True),
        (Reader.PANEL, True, True),
        (Reader.FAMILY, True, False),
        (Reader.COURT, False, False),
    ],
)
def test_who_sits_at_the_table_has_a_sheet_to_write_on(referral, by, reader, business, findings):
    said = " ".join(pages(referral, by, reader))
    assert ("Order of business" in said) is business
    assert ("What is agreed or directed" in said) is findings


@pytest.mark.parametrize("contacts", [0, 1, 7, 9])
def test_no_page_holds_a_line_alone(referral, by, contacts):
    for _ in range(contacts):
        NoteFactory(about_student=referral.student, text="Called twice; nobody answered. " * 6)
    assert min(len(one) for one in pages(referral, by)) > 350


def test_the_family_s_edition_is_theirs_in_their_language(referral, by):
    first, *rest = pages(referral, by, Reader.FAMILY)
    assert "Esta copia es suya y puede quedársela" in first
    assert "This copy is yours to keep" not in first
    [english] = [one for one in rest if "This copy is yours to keep" in one]
    for cover in (first, english):
        assert "(213) 555-0142" in cover
        assert "return it after the hearing" not in cover
    assert "return it after the hearing" in pages(referral, by)[0]


@pytest.mark.parametrize("reader", Reader)
def test_the_referring_words_are_read_by_whom_the_form_promised_them(referral, reader):
    assert facts_for(referral, reader)["referral"]["text"] == referral.text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ko", ["ko", "en"]),
        ("fa", ["fa", "en"]),
        ("Mixteco", ["en"]),
        ("en", ["en"]),
        ("", ["en"]),
    ],
)
def test_a_family_is_told_where_to_call_in_its_language(referral, language, told):
    student = referral.student
    student.home_language = language
    student.save()
    found = facts_for(referral, Reader.FAMILY)["theirs"]
    assert [one["language"] for one in found] == told
    assert all("213" in one["text"] for one in found)
    assert found[0]["side"] == ("rtl" if language == "fa" else "ltr")
    assert ("Language on file for you: Mixteco" in found[-1]["text"]) is (language == "Mixteco")
    assert facts_for(referral)["theirs"] == []


@pytest.mark.parametrize("no_contact", [False, True])
def test_the_family_reads_the_languages_of_whom_there_may_be_contact_with(referral, no_contact):
    GuardianshipFactory(student=referral.student, guardian__language="ko", no_contact=no_contact)
    told = {one["language"] for one in facts_for(referral, Reader.FAMILY)["theirs"]}
    assert told == {"es", "en"} | (set() if no_contact else {"ko"})


def test_the_language_of_an_agency_s_worker_is_none_of_the_home(referral):
    """Who is no adult of the packet tells of a placement by the language that they read, too."""
    for language, told in {
        "ko": {"agency_worker": True},
        "Mixteco": {"relation": "agency_worker"},
    }.items():
        GuardianshipFactory(student=referral.student, guardian__language=language, **told)
    facts = facts_for(referral, Reader.FAMILY)
    assert [one["language"] for one in facts["theirs"]] == ["es", "en"]
    assert [one["language"] for one in facts["homes"]] == ["es"]
    assert "Mixteco" not in facts["theirs"][-1]["text"]


@pytest.mark.parametrize(("days", "is_said"), [(-1, False), (0, True), (1, True)])
def test_the_family_is_told_in_its_language_when_and_where_it_is_expected(referral, days, is_said):
    DocketPlaceFactory(referral=referral, docket__date=TODAY + days * DAY, time=time(8, 30))
    es, en = (one["text"] for one in facts_for(referral, Reader.FAMILY)["theirs"])
    assert ("Lo esperamos el" in es, "We expect you on" in en) == (is_said, is_said)
    assert not re.search(r"[{}]", es + en)
    if is_said:
        day = TODAY + days * DAY
        assert f"{day.day} de" in es
        assert "8:30 a.m." in es


def test_no_pack_asks_a_family_to_return_what_is_theirs():
    about = {"reason": "Truancy", "made_by": "Ana", "made_at": None, "school_year": 2026}
    facts = {"referral": about, "student": {"name": "Emily"}, "summary": [], "theirs": []}
    page = render_to_string("sarb/packet/_cover.html", {"facts": facts, "is_for_family": True})
    assert "return it after" not in page


def test_long_words_stay_on_the_first_page_and_on_the_paper(referral, by):
    """A long name with a link of 400 characters in the words of who referred."""
    referral.student.first_name = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren"
    referral.student.last_name = "Hubert-Blaine-Wolfeschlegelsteinhausenbergerdorff-Senior-Ge"
    referral.student.save()
    link = "https://records.example/" + "a" * 400
    case = ReferralFactory(student=referral.student, level="sart", text=f"See {link}")
    DocketPlaceFactory(referral=case, docket__level="sart")
    first, second, *rest = pages(case, by)
    assert "Not complete." in first
    assert "Contents" in second
    assert link.replace(" ", "") in "".join(rest).replace(" ", "")
