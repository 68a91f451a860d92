"""Words of the SIS that we cannot read and to which nobody has given a meaning: found and counted."""

from collections.abc import Mapping

from django.db.models.functions import Lower

from attendance.models import AttendanceCode
from sis.actions.load import EXAMPLES, BundleLoad
from sis.choices import WordKind
from sis.models import SourceWord
from sis.rules.meanings import is_known

WORDS_IN = ("students.csv", "guardians.csv", "enrollments.csv", "populations.csv")
MOST_CODES = 200  # more are not codes, but cells of rows that have moved


def find_words(load: BundleLoad) -> None:
    """List the words of the run's files that nobody gave a meaning, and say so."""
    if not any(file in load.tables for file in WORDS_IN):
        return
    load.on_progress("Words", 0, 1)
    borne = {
        (kind, low): word
        for kind, word, low in load.all("words/borne")
        if not is_known(kind, word)
    }
    known = _on_list()
    SourceWord.objects.bulk_create(
        SourceWord(kind=kind, word=word)
        for (kind, low), word in borne.items()
        if (kind, low) not in known
    )
    gone = [pk for key, (pk, meaning) in known.items() if not meaning and key not in borne]
    SourceWord.objects.filter(pk__in=gone).delete()
    load.run("words/count", code=WordKind.CODE, most=EXAMPLES, today=load.act.on)
    _tell(load)


def _on_list() -> dict[tuple[str, str], tuple[int, str]]:
    """Return the keys and meanings of the words that are listed, by kind and word."""
    rows = SourceWord.objects.exclude(kind=WordKind.CODE).annotate(lowered=Lower("word"))
    found = rows.values_list("kind", "lowered", "pk", "meaning")
    return {(kind, low): (pk, meaning) for kind, low, pk, meaning in found}


def _tell(load: BundleLoad) -> None:
    """Name the words that are borne most, kind by kind."""
    words = SourceWord.objects.filter(meaning="").exclude(kind=WordKind.CODE)
    by_kind: dict[str, list[str]] = {}
    for one in words.order_by("-students", "word"):
        by_kind.setdefault(one.get_kind_display(), []).append(str(one))
    for kind, found in by_kind.items():
        named = ", ".join(found[:EXAMPLES]) + (" and more" if len(found) > EXAMPLES else "")
        load.warnings.append(
            f"{kind}: {len(found):,} {'word' if len(found) == 1 else 'words'} that nobody has given a "
            f"meaning ({named}). Give each a meaning once: Imports, Words"
        )


def keep_codes(refused: Mapping[str, int]) -> None:
    """List the codes that rows were refused for, whatever else came of the run; forget those that the
    district has by now.
    """
    open_codes = SourceWord.objects.filter(kind=WordKind.CODE, meaning="")
    have = AttendanceCode.objects.filter(code__in=open_codes.values("word"))
    open_codes.filter(word__in=have.values("code")).delete()
    if not refused:
        return
    most = sorted(refused, key=lambda code: (-refused[code], code))[:MOST_CODES]
    SourceWord.objects.bulk_create(
        [SourceWord(kind=WordKind.CODE, word=code, rows=refused[code]) for code in most],
        ignore_conflicts=True,
    )
    listed = list(open_codes.filter(word__in=most))
    for one in listed:
        one.rows = refused[one.word]
    SourceWord.objects.bulk_update(listed, ["rows"])
