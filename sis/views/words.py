"""Words of the SIS that nobody can read: what each means is said here once."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, requires, students_for
from accounts.choices import Permission
from core.columns import Column, Columns
from core.lists import ListKind, Nothing, Tab, list_page
from core.refusals import attempt
from sis import queries
from sis.access import visible_files, words_for
from sis.actions import meanings
from sis.forms import MeaningForm, WordsForm
from sis.models import SourceWord

GIVEN = "given"
WORDS = ListKind(
    "words",
    "word,words",
    "Words",
    Nothing(
        "Every word can be read",
        "When a file brings a language, a grade, a code or the like that nobody knows, it is asked about here.",
        "circle-check",
    ),
    per_page=20,
)
OPEN = Columns(
    Column("word", "Word"),
    Column("touches", "Touches"),
    Column("where", "Where"),
    Column("students", "Students"),
    Column("meaning", "What it means"),
)
SAID = Columns(
    Column("word", "Word"),
    Column("touches", "Touches"),
    Column("where", "Where"),
    Column("means", "Means"),
    Column("by", "Said by"),
)
NONE_GIVEN = Nothing("No word was given a meaning yet", mark="list-check")


@require_safe
@requires(Permission.IMPORT_READ)
def words(request: StaffRequest) -> HttpResponse:
    return _page(request)


def _page(request: StaffRequest, sent: MeaningForm | None = None) -> HttpResponse:
    """Show the list; with a form that was refused, in its place."""
    scope = request.scope
    asked = WordsForm(request.GET)
    show = GIVEN if asked.asked("show") == GIVEN and not sent else ""
    kind = asked.asked("kind") or ""
    among = words_for(scope, Permission.IMPORT_READ, on=scope.on)
    part = {tab: queries.words(among, kind=kind, are_open=tab == "") for tab in ("", GIVEN)}
    counts = {tab: rows.count() for tab, rows in part.items()}
    may_give = bool(scope.carrying(Permission.IMPORT_RUN))
    page = list_page(
        request,
        WORDS,
        part[show],
        asked=asked,
        tabs=[Tab("", "To be given a meaning", counts[""]), Tab(GIVEN, "Given", counts[GIVEN])],
        show=show,
        total=counts[show],
        instead=NONE_GIVEN if show else None,
        path=reverse("sis:words"),
        columns=SAID if show else OPEN if may_give else OPEN.without("meaning"),
    )
    within = students_for(scope, Permission.CONTACT_READ, on=scope.on)
    knows = "populations.csv" in visible_files(scope)
    lines = queries.word_lines(list(page), within, knows_groups=knows)
    log_read(request, "sis:words", [one.pk for line in lines for one in line.students])
    context = {
        "trail": [("Imports", reverse("sis:runs")), ("Words", "")],
        "page": page,
        "lines": [(line, _form(line.word, sent)) for line in lines],
        "are_given": bool(show),
        "may_give": may_give,
        "hidden": SourceWord.objects.filter(meaning="").count() - among.filter(meaning="").count(),
    }
    return render(request, "sis/words.html", context, status=422 if sent else 200)


def _form(word: SourceWord, sent: MeaningForm | None) -> MeaningForm:
    return sent if sent and sent.key == word.pk else MeaningForm(word=word)


@require_POST
@requires(Permission.IMPORT_RUN)
def give_meaning(request: StaffRequest, pk: int) -> HttpResponse:
    word = fetch(request, words_for, Permission.IMPORT_RUN, pk)
    form = MeaningForm(request.POST, word=word)
    if not form.is_valid():
        return _page(request, form)
    give = partial(meanings.give_meaning, request.act, word=word, **form.cleaned_data)
    attempt(
        request, give, lambda given: f"“{given}” means: {given.means}. It is so in every import."
    )
    return redirect("sis:words")


@require_POST
@requires(Permission.IMPORT_RUN)
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    word = fetch(request, words_for, Permission.IMPORT_RUN, pk)
    take = partial(meanings.take_back, request.act, word=word)
    attempt(request, take, lambda given: f"“{given}” has no meaning again.")
    return redirect(f"{reverse('sis:words')}?show={GIVEN}")
