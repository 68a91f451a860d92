"""Words of a contact: its kind, what came of it, what stood in the way."""

from django.db import models


class NoteKind(models.TextChoices):
    CALL = "call", "Call"
    VISIT = "visit", "Home visit"
    MEETING = "meeting", "Meeting"
    CONFERENCE = "conference", "Conference"
    EMAIL = "email", "E-mail"
    TEXT = "text", "Text message"
    LETTER = "letter", "Letter handed over"
    OTHER = "other", "Other note"


KIND_ICONS = {
    NoteKind.CALL: "phone",
    NoteKind.VISIT: "home",
    NoteKind.MEETING: "users",
    NoteKind.CONFERENCE: "calendar-event",
    NoteKind.EMAIL: "mail",
    NoteKind.TEXT: "message-circle",
    NoteKind.LETTER: "file-text",
    NoteKind.OTHER: "notes",
}


class Purpose(models.TextChoices):
    ATTENDANCE = "attendance", "Attendance"
    CONFERENCE_48262 = "conference_48262", "Conference with parent and student offered"
    WELFARE = "welfare", "Welfare check"
    PLAN = "plan", "Plan and its follow-up"
    FAMILY = "family", "The family asked"
    OTHER = "other", "Other"


class Method(models.TextChoices):
    PHONE = "phone", "By phone"
    HOME = "home", "At the home"
    SCHOOL = "school", "At school"
    VIDEO = "video", "By video"
    EMAIL = "email", "By e-mail"
    TEXT = "text", "By text message"
    HAND = "hand", "Handed over"
    OTHER = "other", "Otherwise"


class WithWhom(models.TextChoices):
    ADULT = "adult", "An adult on file"
    STUDENT = "student", "The student"
    SOMEONE = "someone", "Someone else"
    NOBODY = "nobody", "Nobody"


class NoteOutcome(models.TextChoices):
    SPOKE = "spoke", "Spoke"
    VOICEMAIL = "voicemail", "Left a voicemail"
    NO_ANSWER = "no_answer", "No answer"
    MAILBOX_FULL = "mailbox_full", "Mailbox full or not set up"
    CALL_BACK = "call_back", "Will call back"
    WRONG_NUMBER = "wrong_number", "Wrong or dead number"
    # The first five are what observers of home visits saw at doors.
    DOOR_SPOKE = "door_spoke", "Spoke at the door"
    DOOR_NOBODY = "door_nobody", "Nobody, or not the custodian"
    DOOR_NOT_HERE = "door_not_here", "Neighbor: they do not live here"
    DOOR_NO_ANSWER = "door_no_answer", "Someone inside, no answer"
    DOOR_CLOSED = "door_closed", "Door closed on us"
    DOOR_NO_WAY_IN = "door_no_way_in", "Could not get in: gate or locked building"
    DOOR_STUDENT_ALONE = "door_student_alone", "The student is home alone"
    DOOR_UNSAFE = "door_unsafe", "Unsafe: left"
    HELD = "held", "Held"
    NO_SHOW = "no_show", "Did not come"
    REFUSED = "refused", "Refused"
    MOVED = "moved", "Put off to another day"
    SENT = "sent", "Sent"
    REPLIED = "replied", "They replied"
    BOUNCED = "bounced", "Came back undelivered"
    HANDED = "handed", "Handed over"
    NONE = "", "—"


# An outcome of which a paper that leaves the house says less: what made it unsafe may not be the family.
SAID_OUTSIDE = {NoteOutcome.DOOR_UNSAFE: "Left without having spoken with anybody"}


class Came(models.TextChoices):
    """Whether a contact reached a person, was an attempt at it, or was not even that."""

    REACHED = "reached", "Reached"
    ATTEMPT = "attempt", "Attempt"
    MISSED = "missed", "No attempt"
    SILENT = "", "—"


class Barrier(models.TextChoices):
    """What stands in the way of attending. The list is fixed, so that it can be counted."""

    HEALTH = "health", "Illness"
    MENTAL_HEALTH = "mental_health", "Anxiety or mental health"
    TRANSPORT = "transport", "Getting to school"
    HOUSING = "housing", "Housing"
    FOOD_CLOTHING = "food_clothing", "Food or clothing"
    WORK = "work", "Student works"
    CARE = "care", "Cares for family"
    FAMILY = "family", "Family crisis or loss"
    SAFETY = "safety", "Bullying or safety"
    LEARNING = "learning", "Falling behind"
    BELONGING = "belonging", "Does not feel they belong"
    LANGUAGE = "language", "Language"
    UNAWARE = "unaware", "Family did not know"
    NONE_FOUND = "none_found", "Not known yet"


# A barrier of before, which stored a guess at immigration status: nobody may collect that. What a
# device or a draft still sends of it is not kept, and what is stored is shown to nobody.
# Source: EC 234.7(a); Plyler v. Doe, 457 U.S. 202 (1982).
NEVER_KEPT = frozenset({"immigration"})


class WhyTakenBack(models.TextChoices):
    """Why a note is taken back: of a list, so that nobody writes about another child here. UNDONE is nobody's
    to choose: it is what Undo says within ten minutes.
    """

    OTHER_STUDENT = "other_student", "It is about another student"
    TWICE = "twice", "It was written down twice"
    NOT_SO = "not_so", "It was not so"
    UNDONE = "undone", "Undone at once by whoever wrote it"


class SaidBy(models.TextChoices):
    """Who spoke in confidence."""

    STUDENT = "student", "The student"
    PARENT = "parent", "A parent or guardian"


class RevealReason(models.TextChoices):
    """Why a sealed note is opened: to go on counseling, or for what the law lets a counselor tell. The
    words are short for the subdivisions, and await the district's counsel.

    Source: EC 49602.
    """

    COUNSELING = "counseling", "To go on counseling the student"
    TREATMENT = "treatment", "To refer the student for treatment"
    ABUSE = "abuse", "To report suspected abuse or neglect"
    DANGER = "danger", "To avert a clear and present danger"
    CRIME = "crime", "The student told of a crime: injury or great loss is likely"
    WAIVER = "waiver", "A waiver that the student signed is on file, and names for whom"
    COURT = "court", "A court ordered it"


class PaperKind(models.TextChoices):
    """What is attached to a note. It names the saved file, so it names no student."""

    PHOTO = "photo", "Photo"
    SCAN = "scan", "Scan of a paper"
    DOCTOR = "doctor", "Doctor’s note"
    ENVELOPE = "envelope", "Returned envelope"
    OTHER = "other", "Other paper"


class RevisionKind(models.TextChoices):
    EARLIER = "earlier", "Earlier words"
    UNSAVED = "unsaved", "Words that met a newer version"
