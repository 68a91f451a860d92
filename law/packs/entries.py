"""What the entries of practice say: barriers, interventions, how plans begin, and all else that a pack has by code."""

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]


@dataclass(frozen=True)
class BarrierKind:
    """What may stand in the way, with what is asked about it, by language.

    `suggests` are interventions, the first choice first. What is `sensitive` is marked so where it is
    read: it is for nobody who does not need to know, and for no paper.
    """

    code: str
    family: str
    label: Words
    student: Words
    adult: Words
    suggests: tuple[str, ...] = ()
    sensitive: bool = False
    mark: str = ""

    @property
    def name(self) -> str:
        return self.label["en"]


@dataclass(frozen=True)
class Evidence:
    """What a study found: a rating by its letter, a sentence, and where it is told."""

    rating: str
    says: str
    source: str


@dataclass(frozen=True)
class Intervention:
    """One entry of the menu. `serves` are barriers, none for all; `days` the weekdays of its usual
    dose, Monday is 0, none for what is not done by the week.
    """

    code: str
    name: str
    what: str
    tiers: tuple[str, ...]
    serves: tuple[str, ...]
    dose: str
    by: str
    measure: str
    days: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    mark: str = ""
    is_offered: bool = True  # a district may not have it

    @property
    def rating(self) -> str:
        """The rating of the first thing said of it; '' where nothing is."""
        return self.evidence[0].rating if self.evidence else ""


@dataclass(frozen=True)
class PlanTemplate:
    """How a plan begins at some levels of school: for a student of whom no barrier is known."""

    code: str
    name: str
    levels: tuple[str, ...]
    barriers: tuple[str, ...]
    strategies: tuple[str, ...]
    intensive: tuple[str, ...]
    counts: str
    agree: str
    mark: str = ""


@dataclass(frozen=True)
class Script:
    """What is said aloud before something is asked, by language."""

    code: str
    student: Words
    adult: Words
    mark: str = ""


@dataclass(frozen=True)
class Prompt:
    """What helps with one kind of contact: what to say, to ask and to write down. `code` is the kind, or the
    purpose that asks for more; a semicolon parts what is written.
    """

    code: str
    name: str
    say: str
    ask: str
    write: str
    mark: str = ""

    @property
    def headings(self) -> str:
        """What is written down, a heading a line."""
        parts = (part.strip() for part in self.write.split(";"))
        return "\n".join(f"{part}: " for part in parts if part)


@dataclass(frozen=True)
class AnswerScript:
    """What somebody of one kind who asked for help is answered first, by language, and in `knows` what
    they may know. The text names {student}, {owner}, {asked_on} and {by}.
    """

    code: str
    name: str
    knows: str
    text: Words
    mark: str = ""


@dataclass(frozen=True)
class OfferScript:
    """What a family is told when a conference is offered, by language. The text names {student}, {owner},
    {school} and {slots}, the moments that are offered.
    """

    code: str
    name: str
    text: Words
    mark: str = ""


@dataclass(frozen=True)
class ServiceKind:
    """One kind of service, and the minutes that it usually takes. `interventions` are those that it is
    a part of, none for what is planned in own words. The name of what is `is_sensitive` is for who
    may write notes about the student; what `is_check` is one tap in the morning, one in the evening;
    what `is_group` is given to several at once.
    """

    code: str
    name: str
    minutes: int
    interventions: tuple[str, ...] = ()
    is_sensitive: bool = False
    is_check: bool = False
    is_group: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Pathway:
    """A way to make up credits, to learn otherwise, or to reach a diploma: what it `asks` of student and family,
    what it `gives`, and how one comes `back` from it. `levels` of school that it is for, `serves` barriers.
    """

    code: str
    name: str
    what: str
    asks: str
    gives: str
    back: str
    levels: tuple[str, ...]
    serves: tuple[str, ...] = ()
    source: str = ""
    mark: str = ""
    is_offered: bool = True  # a district may not have it


@dataclass(frozen=True)
class CampaignIdea:
    """What a school may do for all in some months of the year; `kind` as campaigns are called."""

    code: str
    name: str
    kind: str
    months: tuple[int, ...]
    what: str
    by: str
    mark: str = ""


@dataclass(frozen=True)
class Care:
    """What a school keeps to, so that what it does for all shames nobody. `signs` are words by which a
    text is noticed that may break it.
    """

    code: str
    name: str
    what: str
    signs: tuple[str, ...] = ()
    mark: str = ""
