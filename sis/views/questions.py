"""Ids that files give to another child than is on file, and what a person says of each."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, requires, students_for
from accounts.choices import Permission
from core.columns import Column, Columns
from core.lists import Asked, ListKind, Nothing, list_page
from core.refusals import attempt, refuse
from sis import queries
from sis.actions import answers
from sis.forms import AnswerForm
from sis.models import ImportQuestion
from sis.views.imports import trail

QUESTIONS = ListKind(
    "questions",
    "question,questions",
    "Questions about students",
    Nothing("No question is open", mark="circle-check"),
    columns=Columns(
        Column("student", "Student id"),
        Column("before", "On file"),
        Column("after", "In the files"),
        Column("waiting", "Waiting"),
        Column("answer", "Answer"),
    ),
)


@require_safe
@requires(Permission.IMPORT_READ)
def questions(request: StaffRequest) -> HttpResponse:
    """Rows that name another child than their id has on file, beside who is on file."""
    scope = request.scope
    rows = queries.open_questions(students_for(scope, Permission.CONTACT_READ, on=scope.on))
    may_answer = bool(scope.carrying(Permission.IMPORT_RUN))
    columns = QUESTIONS.columns if may_answer else QUESTIONS.columns.without("answer")
    page = list_page(request, QUESTIONS, rows, asked=Asked(request.GET), columns=columns)
    log_read(request, "sis:questions", [one.student_id for one in page])
    context = {
        "trail": [*trail(), ("Questions", "")],
        "page": page,
        "asked": [(one, queries.on_file(one), queries.in_files(one)) for one in page],
        "may_answer": may_answer,
    }
    return render(request, "sis/questions.html", context)


@require_POST
@requires(Permission.IMPORT_RUN)
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    question = fetch(request, ImportQuestion, Permission.CONTACT_READ, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        change = partial(answers.answer, request.act, question=question, **form.cleaned_data)
        attempt(request, change, "Answered. The rows that waited are loaded within moments.")
    else:
        refuse(request, "Nothing was done: choose one of the answers.")
    return redirect("sis:questions")
