"""The least valid run of an import and its rows."""

import factory
from factory.django import DjangoModelFactory

from sis.choices import QuestionKind, RunState, WordKind
from sis.models import ImportQuestion, ImportRun, RejectedRow, SourceWord
from tests.factories.days import TODAY


class ImportRunFactory(DjangoModelFactory):
    class Meta:
        model = ImportRun

    state = RunState.APPLIED
    source_name = "nightly"
    created_by = "import_sis"


class RejectedRowFactory(DjangoModelFactory):
    class Meta:
        model = RejectedRow

    run = factory.SubFactory(ImportRunFactory)
    file = "students.csv"
    line = factory.Sequence(lambda n: n + 2)
    reason = "birth_date is not a date"


class QuestionFactory(DjangoModelFactory):
    """A file gives the student's id to Rashad Tillman."""

    class Meta:
        model = ImportQuestion

    kind = QuestionKind.IDENTITY
    run = factory.SubFactory(ImportRunFactory)
    asked_on = TODAY
    given = factory.LazyFunction(
        lambda: {
            "first_name": "Rashad",
            "last_name": "Tillman",
            "birth_date": "2016-09-09",
            "sex": "male",
            "street": "88 Pine Ave",
            "city": "Riverton",
        }
    )


class SourceWordFactory(DjangoModelFactory):
    class Meta:
        model = SourceWord

    kind = WordKind.LANGUAGE
    word = factory.Sequence("Q{}".format)
    rows = 7
    students = 6
