"""Lists of letters and the numbers over them: the same query on its edges, in an order that holds."""

from datetime import timedelta

import pytest

from accounts.access import reach_of
from accounts.choices import Permission, Role
from core.numbers import Number
from letters.access import batches_for, notices_for
from letters.choices import CopyState, Stage
from letters.models import Copy, Notice
from letters.queries.lists import (
    batches_of,
    late,
    listed,
    schools_of,
    stage_counts,
    waiting_letters,
)
from letters.queries.morning import morning as offered
from letters.rules.stages import OPEN
from tests.factories import TODAY, EnrollmentFactory, StudentFactory, UserFactory
from tests.letters.rows import notice_about, printed_letter
from tests.mornings import alone
from tests.world import hire, move, sign_in

morning = alone(offered)

DAY = timedelta(days=1)


def letter(district, *, stage=Stage.DUE, due_by=TODAY, name="Ana", school=None):
    student = StudentFactory(first_name=name, last_name=name)
    school = school or district.oak
    EnrollmentFactory(student=student, school=school)
    return notice_about(student, school, stage=stage, due_by=due_by)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(("days", "is_past"), [(-1, True), (0, False), (1, False)])
def test_a_letter_is_late_after_its_day_while_it_is_open(district, stage, days, is_past):
    letter(district, stage=stage, due_by=TODAY + days * DAY)
    rows = Notice.objects.all()
    is_late = is_past and stage in OPEN
    assert late(rows, on=TODAY).exists() is is_late
    counts = stage_counts(rows, on=TODAY)
    assert counts == {"late": int(is_late), **dict.fromkeys(Stage.values, 0), stage: 1}


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_what_waits_is_late_as_the_list_has_it(district, days):
    letter(district, due_by=TODAY + days * DAY)
    clerk = hire(Role.CLERK, district.oak)
    shown = late(notices_for(clerk, Permission.LETTER_MAIL, on=TODAY), on=TODAY).count()
    waiting = waiting_letters(clerk, on=TODAY)
    assert waiting["late"] == shown == (days < 0)
    assert waiting["due_late"] + waiting["printed_late"] == waiting["late"]


def test_what_is_due_soonest_comes_first_then_by_school_and_name(district):
    made = [
        letter(district, name="Zoe"),
        letter(district, name="Bo"),
        letter(district, school=district.elm, name="Zoe"),
        letter(district, name="Kim", due_by=TODAY - DAY),
    ]
    found = listed(Notice.objects.all(), stage=Stage.DUE)
    assert [one.pk for one in found] == [made[n].pk for n in (3, 2, 1, 0)]


def test_of_what_was_mailed_the_newest_comes_first(district):
    made = [letter(district, stage=Stage.MAILED, due_by=TODAY - days * DAY) for days in (1, 3, 2)]
    letter(district)
    found = listed(Notice.objects.all(), stage=Stage.MAILED)
    assert [one.pk for one in found] == [one.pk for one in reversed(made)]


def test_each_school_with_a_letter_is_named_once_by_its_name(district):
    for school in (district.pine, district.oak, district.oak):
        letter(district, school=school)
    found = schools_of(Notice.objects.all())
    assert found == [("Oak", district.oak.pk), ("Pine", district.pine.pk)]


# --- Batches ---------------------------------------------------------------------------------


def copies(notice, *states):
    """More copies of a printed letter's notice, in these states."""
    first = Copy.objects.filter(notice=notice)[0]
    for number, state in enumerate(states, start=2):
        values = {"recipient": str(number), "state": state, "facts": first.facts}
        Copy.objects.create(
            notice=notice, name="Jin", languages=["en"], facts_sha256="f" * 64, **values
        )


@pytest.mark.parametrize(
    ("states", "numbers", "is_over"),
    [
        ((), (1, 1, 0), True),
        ((CopyState.FAILED,), (2, 1, 1), True),
        ((CopyState.QUEUED,), (2, 1, 0), False),
        ((CopyState.PRINTING, CopyState.FAILED), (3, 1, 1), False),
        ((CopyState.WITHDRAWN,), (1, 1, 0), True),  # it is on nobody's pile
    ],
)
def test_a_batch_counts_its_copies_by_how_far_they_are(district, states, numbers, is_over):
    notice = printed_letter(district.ana, district.oak).notice
    copies(notice, *states)
    [found] = batches_of(Notice.objects.all(), stages=OPEN)
    assert (found.copies, found.printed, found.failed) == numbers
    assert (found.notices, found.is_over) == (1, is_over)


def test_batches_are_those_with_a_letter_of_the_stage_the_newest_first(district):
    first, second, over = (
        printed_letter(one, district.oak).notice
        for one in (district.ana, district.ben, district.dov)
    )
    Notice.objects.filter(pk=over.pk).update(stage=Stage.MAILED)
    found = batches_of(Notice.objects.all(), stages=[Stage.PRINTED])
    assert [one.batch.pk for one in found] == [second.batch_id, first.batch_id]
    [mailed] = batches_of(Notice.objects.all(), stages=[Stage.MAILED])
    assert mailed.batch.pk == over.batch_id


def test_a_batch_counts_only_what_is_within_reach(district):
    mine, theirs = (
        printed_letter(one, school).notice
        for one, school in ((district.ana, district.oak), (district.dov, district.pine))
    )
    Notice.objects.filter(pk=theirs.pk).update(batch=mine.batch)
    clerk = hire(Role.CLERK, district.oak)
    rows = notices_for(clerk, Permission.LETTER_MAIL, on=TODAY)
    [found] = batches_of(rows, stages=OPEN)
    assert (found.notices, found.copies) == (1, 1)


def test_a_batch_is_reached_through_any_letter_of_it(district):
    mine, theirs = (
        printed_letter(one, school).notice
        for one, school in ((district.ana, district.oak), (district.dov, district.pine))
    )
    clerk = hire(Role.CLERK, district.oak)
    reached = batches_for(clerk, Permission.LETTER_MAIL, on=TODAY)
    assert list(reached) == [mine.batch]
    Notice.objects.filter(pk=mine.pk).update(batch=theirs.batch)
    assert list(reached.all()) == [theirs.batch]
    assert not batches_for(clerk, Permission.LETTER_APPROVE, on=TODAY).exists()


# --- Whose letters they are ------------------------------------------------------------------


def test_two_grants_in_two_scopes_are_counted_and_listed_alike(district):
    """Who mails at Oak and only reads at Pine mails none of Pine's."""
    letter(district)
    letter(district, school=district.pine)
    user = hire(Role.CLERK, district.oak)
    hire(Role.AUDITOR, district.pine, to=user)
    assert waiting_letters(user, on=TODAY)["due"] == 1
    assert notices_for(user, Permission.LETTER_MAIL, on=TODAY).count() == 1
    assert notices_for(user, Permission.LETTER_READ, on=TODAY).count() == 2


def test_each_way_to_a_letter_counts_it_once(district):
    """By name, by the school, by the region; of another student, or of one at another school, none."""
    mine, _ = letter(district), letter(district)
    letter(district, school=district.pine)
    for places, due in (
        ([mine.student], 1),
        ([district.oak], 2),
        ([mine.student, district.oak, district.north], 2),
        ([mine.student, district.pine], 2),
        ([district.elm], 0),
    ):
        user = UserFactory()
        for place in places:
            role = Role.FIELD_COORDINATOR if place == district.north else Role.COUNSELOR
            hire(role, place, to=user)
        assert waiting_letters(user, on=TODAY)["due"] == due, places
        assert notices_for(user, Permission.LETTER_MAIL, on=TODAY).count() == due


def test_the_number_of_letters_to_mail_is_the_list_behind_it(district):
    """Work is counted, and its list leaves out what one only reads; a click shows that, too."""
    letter(district, name="Ada")
    letter(district, name="Zoe", school=district.pine)
    user = hire(Role.CLERK, district.oak)
    hire(Role.AUDITOR, district.pine, to=user)
    [due, _] = morning(reach_of(user, on=TODAY)).numbers
    client = sign_in(user)
    page = client.get(due.href).content.decode()
    assert (due.value, "Ada, Ada" in page, "Zoe, Zoe" in page) == (1, True, False)
    assert "Only letters that you mail are shown." in page
    everything = client.get("/letters/?show=due").content.decode()
    assert ("Ada, Ada" in everything, "Zoe, Zoe" in everything) == (True, True)


@pytest.mark.parametrize(
    ("days", "mails", "reads"), [(0, 1, 1), (1, 0, 1), (30, 0, 1), (31, 0, 0)]
)
def test_whoever_left_is_read_of_for_thirty_days_and_mailed_to_until_the_last(
    district, days, mails, reads
):
    student = StudentFactory()
    move(student, district.oak, days_ago=days)
    notice_about(student, district.oak, stage=Stage.DUE, due_by=TODAY)
    clerk = hire(Role.CLERK, district.oak)
    assert notices_for(clerk, Permission.LETTER_MAIL, on=TODAY).count() == mails
    assert waiting_letters(clerk, on=TODAY)["due"] == mails
    assert notices_for(clerk, Permission.LETTER_READ, on=TODAY).count() == reads


def reader(role, place=None):
    """The reach of somebody of that role today."""
    return reach_of(hire(role, place), on=TODAY)


def test_the_morning_tells_what_waits_and_how_much_is_late(district):
    letter(district, due_by=TODAY - DAY)
    letter(district)
    letter(district, stage=Stage.PRINTED)
    told = morning(reader(Role.CLERK, district.oak))
    assert [(one.label, one.value, one.part) for one in told.numbers] == [
        ("Letters due", 2, Number("1 late", 1, "/letters/?show=due&mail=yes&late=yes")),
        ("Letters to mail", 1, Number("0 late", 0, "/letters/?show=printed&mail=yes&late=yes")),
    ]


@pytest.mark.parametrize(
    ("stage", "is_told"),
    [
        (Stage.DUE, True),
        (Stage.APPROVED, True),
        (Stage.PRINTED, True),
        (Stage.MAILED, False),
        (Stage.WITHDRAWN, False),
    ],
)
def test_the_morning_is_silent_when_no_letter_waits(district, stage, is_told):
    letter(district, stage=stage)
    assert (morning(reader(Role.CLERK, district.oak)) is not None) is is_told


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.INTERN, Role.AUDITOR])
def test_the_morning_tells_letters_to_those_who_mail_them(district, role):
    letter(district)
    assert morning(reader(role)) is None


@pytest.fixture
def clerk(district):
    return sign_in(hire(Role.CLERK, district.oak))


def test_the_list_stays_narrowed_to_what_one_mails_when_something_was_done_there(district, clerk):
    """The number of the morning opened it: what is left of it is what one comes back to."""
    notice = printed_letter(district.ana, district.oak).notice
    there = clerk.get("/letters/?show=printed&mail=yes").content.decode()
    assert 'name="mail" value="yes"' in there
    assert '<p class="part-line">' in there  # a part that is no late one warns of nothing
    assert 'name="mail"' not in clerk.get("/letters/?show=printed").content.decode()
    sent = {"notice": notice.pk, "on": TODAY.isoformat(), "mail": "yes"}
    refused = clerk.post("/letters/mailed", {**sent, "on": "", "show": "printed"})
    assert "Only letters that you mail are shown." in refused.content.decode()
    for keys in (notice.pk, ""):
        done = clerk.post("/letters/mailed", {**sent, "notice": keys})
        assert done.headers["Location"] == "/letters/?show=printed&mail=yes"


@pytest.mark.parametrize(("mail", "there"), [("yes", "&mail=yes"), ("", ""), ("no", "")])
def test_approving_keeps_the_list_as_narrow_as_it_was(district, mail, there):
    oak, counselor = district.oak, sign_in(hire(Role.COUNSELOR, district.oak))
    notice = letter(district)
    assert 'name="mail" value="yes"' in counselor.get("/letters/?mail=yes").content.decode()
    sent = {"notice": notice.pk, "school": oak.pk, "mail": mail}
    done = counselor.post("/letters/approve", sent)
    assert done.headers["Location"] == f"/letters/?school={oak.pk}{there}"
