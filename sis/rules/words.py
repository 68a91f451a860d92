"""The field's words, as student information systems write them, and ours for each."""

import re

from attendance.choices import Excuse, MarkKind
from sis.rules.unsaid import NO_LANGUAGE, said
from sis.rules.values import Unreadable
from students.choices import PopulationKind, Relation, SchoolLevel
from students.rules.languages import language_name

_ORDINALS = [
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
]
_GRADES = {word: str(number) for number, word in enumerate(_ORDINALS, 1)}
_GRADES |= {
    "kindergarten": "K",
    "kinder": "K",
    "kg": "K",
    "k": "K",
    "kn": "K",
    "0": "K",
    "00": "K",
    "transitional kindergarten": "TK",
    "tk": "TK",
    "prekindergarten": "PK",
    "pre kindergarten": "PK",
    "preschool": "PK",
    "pk": "PK",
    "ps": "PK",
    "freshman": "9",
    "sophomore": "10",
    "junior": "11",
    "senior": "12",
}
# Types of exit of a student who never came to the school, the state's code among them, in small
# letters with single spaces for all signs. Source: CALPADS, exit reason N470; docs/import.md.
NEVER_CAME = (
    *("n470", "no show", "noshow", "never came", "never attended", "did not attend"),
    "did not show",
)
_NUMBERED = re.compile(r"0?(\d{1,2})(?:st|nd|rd|th)?\Z", re.ASCII)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", text.casefold()).split())


def grade(text: str) -> str:
    """Return '1' to '12', 'K', 'TK' or 'PK'; a word we do not know stays as it is, cut at 40, and
    so does a number below zero.

    Source: docs/import.md, grades.
    """
    if text.startswith("-"):
        return text[:40]  # before kindergarten, and systems do not agree on what
    word = _plain(re.sub(r"\.0+\Z", "", text)).removesuffix(" grade").removeprefix("grade ")
    if word in _GRADES:
        return _GRADES[word]
    numbered = _NUMBERED.match(word)
    if numbered and 1 <= int(numbered[1]) <= 12:
        return str(int(numbered[1]))
    return text[:40]


def file_of_the_bundle(text: str) -> str:
    """Return the name of the file that a line of a manifest speaks of.

    Source: docs/import.md, manifest.csv.
    """
    return text.casefold().removesuffix(".csv")[:60] + ".csv"


def language(text: str) -> str:
    """Return a language by its name, '' where none is known; what is no name stays as it is.

    Source: docs/import.md, languages.
    """
    if sum(map(str.isdigit, text)) >= 7:
        raise Unreadable("a number, not a language; the row may have moved a column")
    if len(text) > 40:
        raise Unreadable(f"{len(text)} characters, 40 fit; shorten it in the SIS")
    return language_name(said(" ".join(text.split()), NO_LANGUAGE))


_SEXES = {"m": "male", "male": "male", "boy": "male", "f": "female", "female": "female"}
_SEXES |= {"girl": "female", "x": "nonbinary", "nonbinary": "nonbinary", "non binary": "nonbinary"}


def sex(text: str) -> str:
    """Return male, female or nonbinary; other words stay as they are, cut at 20.

    Source: docs/import.md, sex (EC 51749.6 and CALPADS gender codes M, F, X).
    """
    return _SEXES.get(_plain(text), text[:20])


_RELATIONS = {value: value for value in Relation.values} | {
    "mom": Relation.MOTHER,
    "dad": Relation.FATHER,
    "parents": Relation.PARENT,
    "step parent": Relation.STEPPARENT,
    "stepmother": Relation.STEPPARENT,
    "step mother": Relation.STEPPARENT,
    "stepfather": Relation.STEPPARENT,
    "step father": Relation.STEPPARENT,
    "grandmother": Relation.GRANDPARENT,
    "grandfather": Relation.GRANDPARENT,
    "aunt": Relation.RELATIVE,
    "uncle": Relation.RELATIVE,
    "aunt uncle": Relation.RELATIVE,
    "sibling": Relation.RELATIVE,
    "brother": Relation.RELATIVE,
    "sister": Relation.RELATIVE,
    "cousin": Relation.RELATIVE,
    "guardian": Relation.LEGAL_GUARDIAN,
    "legal guardian": Relation.LEGAL_GUARDIAN,
    "court appointed guardian": Relation.LEGAL_GUARDIAN,
    "foster": Relation.FOSTER_PARENT,
    "foster parent": Relation.FOSTER_PARENT,
    "foster mother": Relation.FOSTER_PARENT,
    "foster father": Relation.FOSTER_PARENT,
    "resource family": Relation.FOSTER_PARENT,
    "caregiver by affidavit": Relation.CAREGIVER,
    "agency worker": Relation.AGENCY_WORKER,
    "social worker": Relation.AGENCY_WORKER,
    "case worker": Relation.AGENCY_WORKER,
    "student": Relation.SELF,
}


def relation(text: str) -> str:
    """Return the Relation a word stands for; `other` when it is none we know.

    Source: docs/import.md, relations.
    """
    return str(_RELATIONS.get(_plain(text), Relation.OTHER))


_POPULATIONS = {value: value for value in PopulationKind.values} | {
    "special education": PopulationKind.IEP,
    "sped": PopulationKind.IEP,
    "individualized education program": PopulationKind.IEP,
    "section 504": PopulationKind.SECTION_504,
    "section 504 plan": PopulationKind.SECTION_504,
    "504 plan": PopulationKind.SECTION_504,
    "ell": PopulationKind.ENGLISH_LEARNER,
    "english learner": PopulationKind.ENGLISH_LEARNER,
    "english language learner": PopulationKind.ENGLISH_LEARNER,
    "limited english proficient": PopulationKind.ENGLISH_LEARNER,
    "lep": PopulationKind.ENGLISH_LEARNER,
    "foster youth": PopulationKind.FOSTER,
    "foster care": PopulationKind.FOSTER,
    "mckinney vento": PopulationKind.HOMELESS,
    "experiencing homelessness": PopulationKind.HOMELESS,
    "pregnant parenting": PopulationKind.PREGNANT_PARENTING,
    "pregnant": PopulationKind.PREGNANT_PARENTING,
    "parenting": PopulationKind.PREGNANT_PARENTING,
    "probation": PopulationKind.JUSTICE,
    "immigrant": PopulationKind.NEWCOMER,
    "military connected": PopulationKind.MILITARY,
    "unaccompanied youth": PopulationKind.UNACCOMPANIED,
    "low income": PopulationKind.LOW_INCOME,
    "free or reduced lunch": PopulationKind.LOW_INCOME,
    "socioeconomically disadvantaged": PopulationKind.LOW_INCOME,
    "sed": PopulationKind.LOW_INCOME,
    "chronic illness": PopulationKind.CHRONIC_ILLNESS,
}


def population(text: str) -> str:
    """Return the PopulationKind a word stands for; `other` when it is none we know.

    Source: docs/import.md, populations.
    """
    return str(_POPULATIONS.get(_plain(text), PopulationKind.OTHER))


_LEVELS = {value: value for value in SchoolLevel.values} | {
    "elem": SchoolLevel.ELEMENTARY,
    "elementary school": SchoolLevel.ELEMENTARY,
    "primary": SchoolLevel.ELEMENTARY,
    "middle school": SchoolLevel.MIDDLE,
    "junior high": SchoolLevel.MIDDLE,
    "intermediate": SchoolLevel.MIDDLE,
    "high school": SchoolLevel.HIGH,
    "senior high": SchoolLevel.HIGH,
    "secondary": SchoolLevel.HIGH,
    "k 12": SchoolLevel.SPAN,
    "k 8": SchoolLevel.SPAN,
}


def school_level(text: str) -> str:
    """Return the SchoolLevel a word stands for; `other` when it is none we know.

    Source: docs/import.md, schools.csv.
    """
    return str(_LEVELS.get(_plain(text), SchoolLevel.OTHER))


_KINDS = {_plain(value): value for value in MarkKind.values} | {
    "in attendance": MarkKind.PRESENT,
    "absence": MarkKind.ABSENT,
    "late": MarkKind.TARDY,
    "early departure": MarkKind.EARLY,
    "left early": MarkKind.EARLY,
    "partial day": MarkKind.PARTIAL,
    "in school suspension": MarkKind.ISS,
    "out of school suspension": MarkKind.OSS,
    "independent study complete": MarkKind.IS_COMPLETE,
    "independent study incomplete": MarkKind.IS_INCOMPLETE,
}


def mark_kind(text: str) -> str:
    """Return the MarkKind a word stands for. Raises Unreadable for any other word.

    Source: docs/import.md, codes.csv.
    """
    kind = _KINDS.get(_plain(text))
    if kind is None:
        raise Unreadable(f"not a kind of mark; use one of {', '.join(MarkKind.values)}")
    return str(kind)


_EXCUSES = {"excused", "unexcused", "unverified"}
_EXCUSE_WORDS = {
    "lawful": Excuse.EXCUSED,
    "unlawful": Excuse.UNEXCUSED,
    "none": Excuse.NONE,
}


def excuse(text: str) -> str:
    """Return excused, unexcused, unverified or ''. Raises Unreadable for any other word.

    Source: docs/import.md, codes.csv.
    """
    word = _plain(text)
    if not word or word in _EXCUSES:
        return word
    if word in _EXCUSE_WORDS:
        return str(_EXCUSE_WORDS[word])
    raise Unreadable("not an excuse; use excused, unexcused, unverified or leave it blank")


HISTORY_KINDS = {
    "report": "report",
    "truancy report": "report",
    "notice": "notice",
    "notice 48260 5": "notice",
    "initial notice": "notice",
    "conference": "conference",
    "effort": "effort",
    "effort 48262": "effort",
    "sart": "sart",
    "sart meeting": "sart",
    "sarb": "sarb",
    "sarb hearing": "sarb",
    "sarb meeting": "sarb",
    "referral": "referral",
    "sarb referral": "referral",
}


def history_kind(text: str) -> str:
    """Return what an entry of history.csv is. Raises Unreadable for any other word.

    Source: docs/import.md, history.csv.
    """
    kind = HISTORY_KINDS.get(_plain(text).removesuffix("s"))
    if kind is None:
        raise Unreadable("not known; use report, notice, conference, effort, sart, sarb, referral")
    return kind
