"""What is done with one student: on a page of its own and as a part of the student's."""

import pytest
from django.template.loader import render_to_string

from accounts.access import reach_of
from accounts.choices import Permission, Role
from desk.queries import panels_of
from desk.registry import PANELS, Panel
from law.queries import remembered
from tests.desk.rows import judge, statements, text_of
from tests.factories import TODAY, CaseFactory, NoteFactory, TaskFactory
from tests.letters.rows import printed_letter
from tests.sarb.factories import ReferralFactory
from tests.world import hire, person


@pytest.fixture
def address(district):
    CaseFactory(student=district.ana)
    TaskFactory(student=district.ana, title="Visit the home")
    NoteFactory(about_student=district.ana, text="Bus is late on Mondays.")
    NoteFactory(about_student=district.ben, text="About Ben alone.")
    ReferralFactory(student=district.ana)
    return f"/students/{district.ana.pk}/work/"


def test_case_task_referral_and_timeline_of_this_student_alone(counselor, address):
    page = text_of(counselor, address)
    for words in (
        "Visit the home",
        "Bus is late on Mondays.",
        "Letters to the family",
        "Referrals",
    ):
        assert words in page, words
    assert "About Ben alone." not in page


def test_the_student_s_page_fetches_it_and_links_to_it(counselor, district, address):
    judge(district.ana, district.oak, counted=1)
    page = text_of(counselor, f"/students/{district.ana.pk}/")
    assert f'hx-get="{address}"' in page
    assert f'href="{address}"' in page
    part = counselor.client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Bus is late on Mondays." in part


def test_who_may_not_read_cases_is_not_offered_them(clerk, district, address):
    judge(district.ana, district.oak, counted=1)
    assert address not in text_of(clerk, f"/students/{district.ana.pk}/")


def test_the_timeline_is_narrowed(counselor, address):
    assert "Bus is late" not in text_of(counselor, f"{address}?kind=task")
    assert "Bus is late" in text_of(counselor, f"{address}?text=mondays")
    assert "Nothing fits" in text_of(counselor, f"{address}?text=zebra")
    assert "Bus is late" in text_of(counselor, f"{address}?kind=nonsense")


@pytest.mark.parametrize("many", [10, 50])
def test_as_many_statements_for_any_number(district, many):
    for _ in range(many):
        NoteFactory(about_student=district.ana)
    director = person(hire(Role.DIRECTOR))
    beside = sum(panel.most for panel in PANELS)
    assert statements(director, f"/students/{district.ana.pk}/work/") <= 18 + beside


# --- What each room shows -----------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 10])
@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.part)
def test_a_panel_takes_no_more_statements_than_it_says(
    district, store, panel, many, django_assert_max_num_queries
):
    CaseFactory(student=district.ana)
    for _ in range(many):
        TaskFactory(student=district.ana)
        ReferralFactory(student=district.ana, accepted=True, state="returned", return_reason="No")
        printed_letter(district.ana, district.oak)

    def drawn():
        found = panel.tell(district.ana, frozenset(Permission))
        shown = {"student": district.ana, "today": TODAY, "found": found}
        return render_to_string(panel.part, shown)

    with remembered():
        drawn()  # the policy in force is asked for once a page
        with django_assert_max_num_queries(panel.most):
            assert drawn()


def test_a_panel_is_shown_to_whoever_may_read_it_and_asks_nothing_otherwise(district):
    def refuse(*_):
        raise AssertionError

    scope = reach_of(hire(Role.COUNSELOR, district.oak), on=TODAY)
    panels = [
        Panel(Permission.CASE_READ, lambda student, may: (student, may), "a.html", most=0),
        Panel(Permission.IMPORT_RUN, refuse, "b.html", most=0),
    ]
    [shown] = panels_of(scope, district.ana, panels=panels)
    student, may = shown.found
    assert (shown.part, student) == ("a.html", district.ana)
    assert Permission.CASE_READ in may
    assert Permission.IMPORT_RUN not in may
