"""Kinds of household, the adults of each, and what each adult may do for the children."""

from dataclasses import dataclass

from students.choices import Relation


@dataclass(frozen=True)
class Adult:
    """One adult of a household. None as a right is what the SIS did not say."""

    relation: Relation
    sex: str
    lives_with: bool | None = True
    rights: bool | None = True
    mail: bool | None = True
    primary: bool = False
    text: str = ""
    no_contact: bool = False
    order: str = ""
    order_days: int | None = None  # from the first day of the year; None is without end
    safe_address: bool = False
    affidavit: bool = False
    agency: bool = False
    own_surname: str = "same"  # same, second or other


@dataclass(frozen=True)
class Kind:
    """A kind of household and its share (per thousand)."""

    name: str
    weight: int
    adults: tuple[Adult, ...]


MOTHER = Adult(Relation.MOTHER, "F", primary=True, own_surname="second")
FATHER = Adult(Relation.FATHER, "M")
ABSENT_FATHER = Adult(Relation.FATHER, "M", lives_with=False, rights=None, mail=None)
STRANGER = "other"
KINDS = (
    Kind("two parents", 560, (MOTHER, FATHER)),
    Kind("mother", 175, (MOTHER,)),
    Kind("father", 30, (Adult(Relation.FATHER, "M", primary=True),)),
    Kind("split custody", 90, (MOTHER, Adult(Relation.FATHER, "M", lives_with=False))),
    Kind(
        "stepfather",
        35,
        (MOTHER, Adult(Relation.STEPPARENT, "M", rights=False, mail=False, own_surname=STRANGER)),
    ),
    Kind("parent", 10, (Adult(Relation.PARENT, "F", primary=True),)),
    Kind(
        "rights unknown", 20, (Adult(Relation.MOTHER, "F", rights=None, mail=None, primary=True),)
    ),
    Kind("grandmother", 22, (Adult(Relation.GRANDPARENT, "F", primary=True),)),
    Kind(
        "relative",
        8,
        (
            Adult(Relation.RELATIVE, "F", rights=False, primary=True, text="Aunt"),
            Adult(Relation.MOTHER, "F", lives_with=False, own_surname="second"),
        ),
    ),
    Kind(
        "legal guardian",
        14,
        (Adult(Relation.LEGAL_GUARDIAN, "F", primary=True, own_surname=STRANGER),),
    ),
    Kind(
        "caregiver",
        9,
        (
            Adult(
                Relation.CAREGIVER,
                "F",
                rights=False,
                primary=True,
                affidavit=True,
                text="Grandmother",
            ),
            Adult(Relation.MOTHER, "F", lives_with=False),
        ),
    ),
    Kind(
        "foster, parent holds rights",
        5,
        (
            Adult(Relation.FOSTER_PARENT, "F", rights=False, primary=True, own_surname=STRANGER),
            Adult(
                Relation.AGENCY_WORKER,
                "F",
                lives_with=False,
                rights=False,
                mail=False,
                agency=True,
                own_surname=STRANGER,
            ),
            Adult(Relation.MOTHER, "F", lives_with=False),
        ),
    ),
    Kind(
        "foster, appointed holder",
        3,
        (
            Adult(Relation.FOSTER_PARENT, "M", rights=False, primary=True, own_surname=STRANGER),
            Adult(
                Relation.AGENCY_WORKER,
                "M",
                lives_with=False,
                rights=False,
                mail=False,
                agency=True,
                own_surname=STRANGER,
            ),
            Adult(
                Relation.OTHER,
                "F",
                lives_with=False,
                text="Appointed education-rights holder",
                own_surname=STRANGER,
            ),
        ),
    ),
    Kind(
        "no contact",
        7,
        (
            MOTHER,
            Adult(
                Relation.FATHER,
                "M",
                lives_with=False,
                rights=False,
                mail=False,
                no_contact=True,
                order="Family court order: no contact, no records",
                order_days=900,
            ),
        ),
    ),
    Kind(
        "safe address",
        5,
        (
            Adult(Relation.MOTHER, "F", primary=True, safe_address=True, own_surname="second"),
            Adult(
                Relation.FATHER,
                "M",
                lives_with=False,
                rights=None,
                mail=False,
                no_contact=True,
                order="Restraining order",
            ),
        ),
    ),
    Kind(
        "order ended",
        3,
        (
            MOTHER,
            Adult(
                Relation.FATHER,
                "M",
                lives_with=False,
                rights=None,
                mail=None,
                order="Temporary order of the family court",
                order_days=75,
            ),
        ),
    ),
    Kind("unaccompanied", 2, (ABSENT_FATHER,)),
    Kind("no adult on file", 2, ()),
)
