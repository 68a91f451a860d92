"""The least valid run of an import and its rows."""

import factory
from factory.django import DjangoModelFactory

from sis.choices import RunState
from sis.models import ImportRun, RejectedRow


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
