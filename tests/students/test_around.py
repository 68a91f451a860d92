"""The people around a student behind a veil: what a reader may not know is not there."""

from datetime import date

import pytest

from students.rules.around import Veil, adults_seen, former_seen, hides_home, siblings_seen

ON = date(2026, 11, 18)
OFFICE = Veil(contacts=True)
COUNSELOR = Veil(contacts=True, placements=True, far_children=True)


def tie(**given):
    return {
        "id": 1,
        "guardian_id": 7,
        "relation": "mother",
        "relation_text": "",
        "primary": True,
        "lives_with": True,
        "holds_education_rights": True,
        "receives_mail": None,
        "no_contact": False,
        "court_order": "",
        "order_ends": None,
        "caregiver_affidavit": False,
        "agency_worker": False,
        "safe_address": "",
        "first_name": "Ana",
        "last_name": "Ruiz",
        "phone": "(213) 555-0100",
        "phone2": "",
        "email": "ana@example.org",
        "language": "es",
        "interpreter": True,
        "street": "12 Oak St",
        "city": "Los Angeles",
        "state": "CA",
        "zip": "90011",
        **given,
    }


def seen(*rows, veil=OFFICE):
    return adults_seen(rows, veil=veil, on=ON)


def test_an_adult_as_the_office_reads_it():
    [ana] = seen(tie())
    assert (ana.key, ana.name, ana.relation, ana.is_primary) == ("7", "Ana Ruiz", "Mother", True)
    assert ana.address == "12 Oak St, Los Angeles, CA 90011"
    assert (ana.phone.shown, ana.phone.link) == ("(213) 555-0100", "tel:+12135550100")
    assert [right.holds for right in ana.rights] == [True, None, True]


def test_whoever_may_know_of_nobody_is_told_of_nobody():
    assert seen(tie(), veil=Veil()) == []
    assert siblings_seen([child()], veil=Veil(far_children=True)) == []


@pytest.mark.parametrize(
    ("relation", "office", "counselor"),
    [
        ("mother", "Mother", "Mother"),
        ("foster_parent", "Caregiver", "Foster parent or resource family"),
        ("caregiver", "Caregiver", "Caregiver by affidavit"),
        ("agency_worker", "Other adult", "Agency social worker"),
    ],
)
def test_a_relation_tells_of_a_placement_only_to_those_who_may_read_it(
    relation, office, counselor
):
    row = tie(relation=relation)
    assert seen(row)[0].relation == office
    assert seen(row, veil=COUNSELOR)[0].relation == counselor


def test_free_words_of_a_relation_are_for_those_who_may_read_of_placements():
    row = tie(relation="other", relation_text="Foster aunt")
    assert seen(row)[0].relation == "Other adult"
    assert seen(row, veil=COUNSELOR)[0].relation == "Foster aunt"


def test_an_agencys_office_and_mailbox_are_veiled_its_telephone_is_not():
    row = tie(agency_worker=True, safe_address="1 County Way, Los Angeles")
    [office] = seen(row)
    assert (office.email, office.address, office.is_agency_worker) == ("", "", False)
    assert office.is_safe is False
    assert office.phone.shown == "(213) 555-0100"
    [counselor] = seen(row, veil=COUNSELOR)
    assert (counselor.email, counselor.address) == ("ana@example.org", "1 County Way, Los Angeles")
    assert counselor.is_agency_worker is True


def test_whoever_must_not_be_contacted_has_nothing_to_call_or_write_to():
    [adult] = seen(tie(no_contact=True, phone2="555-0101"))
    assert (adult.phones, adult.email, adult.address) == ((), "", "")
    assert (adult.no_contact, adult.is_primary, adult.phone) == (True, False, None)


@pytest.mark.parametrize(
    ("ends", "is_over"),
    [(None, False), ("2026-11-18", False), ("2026-11-17", True), (date(2026, 11, 17), True)],
)
def test_an_order_holds_to_its_last_day(ends, is_over):
    [adult] = seen(tie(court_order="Order 5", order_ends=ends))
    assert adult.order_is_over is is_over


def test_a_safe_address_replaces_the_others_and_hides_the_home():
    safe = tie(safe_address="PO Box 9, Los Angeles, CA 90001")
    other = tie(id=2, guardian_id=8, first_name="Luis")
    unsaid = tie(id=4, guardian_id=6, first_name="Max", lives_with=None)  # may well live there
    away = tie(id=3, guardian_id=9, first_name="Eva", lives_with=False, street="9 Elm St")
    ana, luis, max_, eva = seen(safe, other, unsaid, away)
    assert (ana.address, ana.is_safe) == ("PO Box 9, Los Angeles, CA 90001", True)
    assert (luis.address, luis.is_hidden) == (max_.address, max_.is_hidden) == ("", True)
    assert (eva.address, eva.is_hidden) == ("9 Elm St, Los Angeles, CA 90011", False)


@pytest.mark.parametrize(("lives_with", "hides"), [(True, True), (None, True), (False, False)])
def test_only_a_safe_address_of_the_home_hides_it(lives_with, hides):
    assert hides_home(seen(tie(safe_address="PO Box 9", lives_with=lives_with))) is hides


def test_blanks_are_no_safe_address():
    [adult] = seen(tie(safe_address="  "))
    assert adult.is_safe is False


@pytest.mark.parametrize("lacks", ["street", "city"])
def test_half_an_address_is_none(lacks):
    assert seen(tie(**{lacks: ""}))[0].address == ""


def child(**given):
    return {
        "id": 5,
        "sis_id": "901",
        "first_name": "Leo",
        "middle_name": "",
        "last_name": "Ruiz",
        "school_id": 3,
        "school": "Oak Middle",
        "grade": "7",
        "in_reach": True,
        **given,
    }


@pytest.mark.parametrize(
    ("veil", "in_reach", "told"),
    [
        (OFFICE, True, True),
        (OFFICE, False, False),  # that a brother goes elsewhere is not the office's to know
        (COUNSELOR, True, True),
        (COUNSELOR, False, True),
    ],
)
def test_a_child_at_another_school_is_told_of_only_to_those_who_need_it(veil, in_reach, told):
    assert [one.pk for one in siblings_seen([child(in_reach=in_reach)], veil=veil)] == (
        [5] if told else []
    )


@pytest.mark.parametrize(("in_reach", "sis_id"), [(True, "901"), (False, "")])
def test_the_id_of_a_child_is_for_those_who_reach_it(in_reach, sis_id):
    [leo] = siblings_seen([child(in_reach=in_reach)], veil=COUNSELOR)
    assert leo.sis_id == sis_id


def test_a_child_that_is_enrolled_nowhere_is_listed():
    [leo] = siblings_seen([child(school_id=None, school=None, grade=None)], veil=OFFICE)
    assert (leo.name, leo.school, leo.grade, leo.school_id) == ("Leo Ruiz", "", "", None)


def test_a_child_without_a_name_is_still_there():
    [one] = siblings_seen([child(first_name="", last_name="")], veil=OFFICE)
    assert one.name == "Name not on file"


@pytest.mark.parametrize("told", [{"agency_worker": True}, {"relation": "agency_worker"}])
def test_a_packet_leaves_workers_of_agencies_out(told):
    rows = tie(), tie(id=2, guardian_id=8, safe_address="1 County Way", **told)
    packet = Veil(contacts=True, agencies=False)
    [ana] = seen(*rows, veil=packet)
    assert (ana.key, ana.is_hidden) == ("7", False)
    gone = [{**row, "ended_on": "2026-11-02"} for row in rows]
    assert [one.relation for one in former_seen(gone, veil=packet)] == ["Mother"]
    assert len(former_seen(gone, veil=OFFICE)) == 2
    assert former_seen(gone, veil=Veil()) == []
