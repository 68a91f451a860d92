"""Letters of every stage, written row by row, for tests that only need them to be there."""

import io
from datetime import date

import pikepdf

from core.canonical import digest
from documents.actions import attach, files
from documents.choices import Retention
from letters.models import Batch, Copy, LetterFile, LetterTemplate, MailDecision, Notice
from letters.queries.wordings import proposed_wordings
from tests.factories import TODAY, YEAR, GuardianFactory, act
from tests.letters.world import report


def sheet() -> bytes:
    """The least PDF there is."""
    out, empty = io.BytesIO(), pikepdf.new()
    empty.add_blank_page()
    empty.save(out, static_id=True)
    return out.getvalue()


def wording() -> LetterTemplate:
    """The English wording, approved."""
    good = next(p for p in proposed_wordings(on=TODAY) if p.language == "en" and not p.faults)
    return LetterTemplate.objects.get_or_create(
        key=good.template.key,
        version=good.template.version,
        language="en",
        sha256=good.sha256,
        defaults={
            "content": good.content,
            "effective_from": good.template.effective_from,
            "approved_by": "Carol Whitfield",
        },
    )[0]


def notice_about(student, school, *, stage: str, due_by: date, **values) -> Notice:
    """A first notice about the student in a stage, without copies, unless values say otherwise."""
    values = values or {"kind": "first_notice", "report": report(student)}
    return Notice.objects.create(
        student=student,
        school=school,
        school_year=YEAR,
        due_by=due_by,
        stage=stage,
        batch=None if stage == "due" else Batch.objects.create(created_by="Ana Reyes"),
        **values,
    )


def decision_about(student) -> MailDecision:
    """That somebody decided of an adult of the student, who is under an order."""
    return MailDecision.objects.create(
        student=student,
        adult=GuardianFactory(),
        is_sent=True,
        against="court_order: Custody",
        reason="Asked the court.",
        decided_by="Ana Reyes",
    )


def printed_letter(student, school, **values) -> Copy:
    """A notice about the student with one printed copy, in a batch of its own."""
    words = wording()
    notice = notice_about(student, school, stage="printed", due_by=TODAY)
    facts = {
        "date": TODAY.isoformat(),
        "letterhead": {
            "district": "D",
            "office": "O",
            "street": "S",
            "town": "T",
            "phone": "P",
            "contact_name": "C",
            "contact_phone": "P",
            "alternatives": [{"en": "Independent study"}],
        },
        "recipient": {"name": "Mia", "because": "", "address": ["1 Elm St"], "language": "en"},
        "student": {
            "name": student.full_name,
            "first_name": student.first_name,
            "sis_id": student.sis_id,
            "school": school.name,
            "grade": "7",
        },
        "days": [],
        "languages": ["en"],
        "wordings": [{"id": words.pk, "sha256": words.sha256}],
    }
    copy = Copy.objects.create(
        notice=notice,
        recipient="1",
        name="Mia",
        facts=facts,
        facts_sha256=digest(facts),
        template_version="first_notice 2025.1",
        rule_version="california 2026.1",
        state="printed",
        **{"languages": ["en"], **values},
    )
    document = attach(
        act(),
        files.store(sheet()),
        record=("letters.copy", copy.pk),
        title=f"letter-{notice.pk}-{copy.pk}",
        retention=Retention.NOTICE,
        student_id=student.pk,
        pages=1,
    )
    LetterFile.objects.create(letter=copy, document=document, lease_token="x")
    return copy
