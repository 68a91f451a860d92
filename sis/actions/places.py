"""Where words of the SIS stand on file, and what people said they mean put into a file that is read."""

from dataclasses import dataclass

from django.db.models import Model

from sis.actions import generated
from sis.choices import WordKind
from sis.models import SourceWord
from sis.rules.meanings import KEPT
from students.choices import PopulationKind, Relation
from students.models import Enrollment, Guardian, Guardianship, Population, Student


@dataclass(frozen=True)
class WordPlace:
    """A column that holds a word or what it means. The word is kept in `kept_in`: always, beside a
    column that is `unread` until somebody says what it means; or, with None, once it is replaced.
    """

    kind: WordKind
    model: type[Model]
    file: str
    column: str
    kept_in: str
    unread: str | None = None

    @property
    def is_moved(self) -> bool:
        return self.unread is None


PLACES = (
    WordPlace(WordKind.LANGUAGE, Guardian, "guardians.csv", "language", "language_text"),
    WordPlace(WordKind.LANGUAGE, Student, "students.csv", "home_language", "home_language_text"),
    WordPlace(WordKind.SEX, Student, "students.csv", "sex", "sex_text"),
    WordPlace(WordKind.GRADE, Enrollment, "enrollments.csv", "grade", "grade_text"),
    WordPlace(
        WordKind.RELATION,
        Guardianship,
        "guardians.csv",
        "relation",
        "relation_text",
        Relation.OTHER,
    ),
    WordPlace(
        WordKind.POPULATION,
        Population,
        "populations.csv",
        "kind",
        "label",
        PopulationKind.OTHER,
    ),
)


def put_meanings(file: str, columns: list[str]) -> list[str]:
    """Put what people said into a staged file; return its columns, with those that keep the words."""
    name = file.removesuffix(".csv")
    places = [place for place in PLACES if place.file == file and place.column in columns]
    given = SourceWord.objects.exclude(meaning__in=("", KEPT)).values_list("kind", flat=True)
    said = set(given) if places else set()
    for place in places:
        if place.is_moved:
            generated.add_column(name, place.kept_in, "text NOT NULL DEFAULT ''")
        if place.kind in said:
            generated.put_meanings(
                name,
                kind=place.kind,
                column=place.column,
                kept_in=place.kept_in,
                unread=place.unread,
            )
    return columns + [place.kept_in for place in places if place.is_moved]
