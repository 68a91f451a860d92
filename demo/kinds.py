"""Kinds of household, the adults of each, and what each adult may do for the children."""

from dataclasses import dataclass

from students.choices import Relation


@dataclass(frozen=True)
class MadeUpAdult:
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
    adults: tuple[MadeUpAdult, ...]


MOTHER = MadeUpAdult(Relation.MOTHER, "F", primary=True, own_surname="second")
FATHER = MadeUpAdult(Relation.FATHER, "M")
ABSENT_FATHER = MadeUpAdult(Relation.FATHER, "M", lives_with=False, rights=None, mail=None)
STRANGER = "other"
KINDS = (
    Kind("two parents", 560, (MOTHER, FATHER)),
    Kind("mother", 175, (MOTHER,)),
    Kind("father", 30, (MadeUpAdult(Relation.FATHER, "M", primary=True),)),
    Kind("split custody", 90, (MOTHER, MadeUpAdult(Relation.FATHER, "M", lives_with=False))),
    Kind(
        "stepfather",
        35,
        (
            MOTHER,
            MadeUpAdult(Relation.STEPPARENT, "M", rights=False, mail=False, own_surname=STRANGER),
        ),
    ),
    Kind("parent", 10, (MadeUpAdult(Relation.PARENT, "F", primary=True),)),
    Kind(
        "rights unknown",
        20,
        (MadeUpAdult(Relation.MOTHER, "F", rights=None, mail=None, primary=True),),
    ),
    Kind("grandmother", 22, (MadeUpAdult(Relation.GRANDPARENT, "F", primary=True),)),
    Kind(
        "relative",
        8,
        (
            MadeUpAdult(Relation.RELATIVE, "F", rights=False, primary=True, text="Aunt"),
            MadeUpAdult(Relation.MOTHER, "F", lives_with=False, own_surname="second"),
        ),
    ),
    Kind(
        "legal guardian",
        14,
        (MadeUpAdult(Relation.LEGAL_GUARDIAN, "F", primary=True, own_surname=STRANGER),),
    ),
    Kind(
        "caregiver",
        9,
        (
            MadeUpAdult(
                Relation.CAREGIVER,
                "F",
                rights=False,
                primary=True,
                affidavit=True,
                text="Grandmother",
            ),
            MadeUpAdult(Relation.MOTHER, "F", lives_with=False),
        ),
    ),
    Kind(
        "foster, parent holds rights",
        5,
        (
            MadeUpAdult(
                Relation.FOSTER_PARENT, "F", rights=False, primary=True, own_surname=STRANGER
            ),
            MadeUpAdult(
                Relation.AGENCY_WORKER,
                "F",
                lives_with=False,
                rights=False,
                mail=False,
                agency=True,
                own_surname=STRANGER,
            ),
            MadeUpAdult(Relation.MOTHER, "F", lives_with=False),
        ),
    ),
    Kind(
        "foster, appointed holder",
        3,
        (
            MadeUpAdult(
                Relation.FOSTER_PARENT, "M", rights=False, primary=True, own_surname=STRANGER
            ),
            MadeUpAdult(
                Relation.AGENCY_WORKER,
                "M",
                lives_with=False,
                rights=False,
                mail=False,
                agency=True,
                own_surname=STRANGER,
            ),
            MadeUpAdult(
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
            MadeUpAdult(
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
            MadeUpAdult(
                Relation.MOTHER, "F", primary=True, safe_address=True, own_surname="second"
            ),
            MadeUpAdult(
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
            MadeUpAdult(
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
