"""What is done with one student: on a page of its own and as a part of the student's."""

import pytest

from accounts.choices import Role
from tests.desk.rows import judge, statements, text_of
from tests.factories import CaseFactory, NoteFactory, TaskFactory
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
    assert statements(director, f"/students/{district.ana.pk}/work/") <= 22
