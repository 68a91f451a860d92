"""Words that may tell of immigration status are not saved unseen, wherever they are typed."""

import pytest

from attendance.forms import QuestionsForm
from cases.forms import CloseForm, OpenForm, ReasonForm, TaskForm
from contacts.forms import LogForm
from contacts.models import Note
from core.fields import LineField, LongTextField
from core.forms import FilledForm
from desk.forms import VerdictForm
from intake.forms import AnswerRequestForm, AskForm
from letters.forms import LetterReasonForm
from plans.forms import GroupForm, SessionForm
from sarb.forms import KeepForm, ReferForm, ReturnForm
from students.forms import TELLS, FamilyWordsForm
from tasks.forms import DecideForm
from tests.contacts.pages import send

TELLING = "Mother is worried about papers."
WORDED = (
    LogForm,
    AskForm,
    AnswerRequestForm,
    ReferForm,
    ReturnForm,
    KeepForm,
    VerdictForm,
    LetterReasonForm,
    QuestionsForm,
    ReasonForm,
    OpenForm,
    CloseForm,
    TaskForm,
    DecideForm,
    GroupForm,
    SessionForm,
)
# Words about a place, an import, a value of the policy or a member of staff, and none about a family.
OF_NO_FAMILY = {
    "AccountReasonForm",
    "CampaignForm",
    "DocketForm",
    "EndForm",
    "GiveForm",
    "GoOnForm",
    "GoOnManyForm",
    "InviteForm",
    "JoinForm",
    "LookBackForm",
    "ReachedForm",
    "ValueForm",
}


def every_form(base=FilledForm):
    for one in base.__subclasses__():
        yield one
        yield from every_form(one)


def worded_fields(form):
    fields = getattr(form, "base_fields", {})
    return [name for name, one in fields.items() if isinstance(one, LongTextField | LineField)]


def test_every_form_with_words_about_a_family_is_watched():
    unwatched = {
        one.__name__
        for one in every_form()
        if worded_fields(one)
        and not issubclass(one, FamilyWordsForm)
        and not one.__module__.startswith(("tests", "demo"))
    }
    assert unwatched <= OF_NO_FAMILY
    assert all(issubclass(one, FamilyWordsForm) for one in WORDED)


@pytest.mark.django_db
@pytest.mark.parametrize("form", WORDED, ids=lambda one: one.__name__)
def test_telling_words_come_back_with_a_box_to_tick(form):
    name = worded_fields(form)[0]
    refused = form({name: TELLING})
    assert TELLS in refused.errors[name]
    assert 'name="anyway"' in drawn(refused)
    ticked = form({name: TELLING, "anyway": "on"})
    assert TELLS not in ticked.errors.get(name, [])
    assert "anyway" not in ticked.cleaned_data
    assert 'name="anyway"' in drawn(ticked)  # still to be seen where something else is wrong


@pytest.mark.django_db
def test_other_words_are_asked_nothing():
    for form in WORDED:
        name = worded_fields(form)[0]
        plain = form({name: "The bus comes late; deportes after school."})
        assert TELLS not in plain.errors.get(name, [])
        assert 'name="anyway"' not in drawn(plain)
        assert 'name="anyway"' not in drawn(form())


def drawn(form):
    """Return the names of what the layout draws, as controls."""
    return "".join(f'name="{one}"' for one in form.helper.layout.fields if isinstance(one, str))


@pytest.mark.django_db
def test_a_contact_is_saved_once_the_words_are_confirmed(counselor, district):
    refused = send(counselor.client, district.ana, text=TELLING)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "immigration status" in page
    assert 'name="anyway"' in page
    assert TELLING in page  # nothing that was typed is lost
    assert not Note.objects.exists()
    send(counselor.client, district.ana, text=TELLING, anyway="on")
    assert Note.objects.get().text == TELLING
