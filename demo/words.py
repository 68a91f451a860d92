"""What counselors of the made-up district write. {name} is the student, {adult} who was asked.

By what came of it: the English wordings, then those in which a family's Spanish comes through.
"""

ENGLISH: dict[str, tuple[str, ...]] = {
    "spoke": (
        "{adult} works nights and leaves before the bus comes. Will have a neighbor wake {name}.",
        "{adult} did not know about the absences. We went through the dates together.",
        "{name} has had stomach aches on school mornings. {adult} has an appointment on Thursday.",
        "{adult} says {name} is afraid of two boys on the way home. Told the dean, meeting set.",
        "Car broke down. {adult} asked about a bus pass; sent the form home.",
        "{adult} thanked us for calling. {name} will be back tomorrow.",
        "{name} watches a little brother until the grandmother comes. Looking at before-school care.",
        "{adult} says mornings are a fight. Offered the counselor’s hour on Tuesdays.",
    ),
    "call_back": (
        "{adult} was at work and asked us to call after four.",
        "{adult} picked up between two shifts; will call back at lunch.",
    ),
    "voicemail": (
        "Left a message with our number and two times for a talk.",
        "Voicemail. Asked {adult} to call the office.",
        "Second message this week.",
    ),
    "no_answer": (
        "Rang out.",
        "No answer, morning and afternoon.",
    ),
    "mailbox_full": (
        "Mailbox full; no word could be left. Will try the other number.",
        "No voicemail set up.",
    ),
    "wrong_number": (
        "Number belongs to somebody else now. Asked the office for another.",
        "Disconnected. Will try the emergency card.",
    ),
    "door_spoke": (
        "{adult} opened and asked us in. {name} was asleep; the family moved in with cousins.",
        "Spoke on the steps. {adult} will walk {name} to the gate this week.",
        "{adult} showed the doctor’s note; the office never got it. Took a copy.",
    ),
    "door_nobody": (
        "Nobody home. Left the card in the door.",
        "Only an older cousin there. Left the card.",
    ),
    "door_not_here": ("The neighbor says the family moved out two weeks ago.",),
    "door_no_answer": ("Television on, nobody came to the door. Left the card.",),
    "door_closed": ("{adult} said it was not a good time and closed the door.",),
    "door_no_way_in": (
        "Gate locked, no bell. Rang {adult} from the street, no answer.",
        "Could not get past the lobby; nobody answered the intercom.",
    ),
    "door_student_alone": (
        "{name} spoke through the door; I stayed outside. Will call {adult} at work today.",
    ),
    "door_unsafe": ("Left before anybody was asked.",),
    "held": (
        "{name} and {adult} came. Strengths: drawing, a good friend in third period. Plan: check in each morning.",
        "Talked about credits. {name} wants to finish with the class. Tutoring on Wednesdays.",
        "{name}: “I just get behind and then I don’t want to go.” Teachers agree to catch-up packets.",
        "Agreed on a bedtime, an alarm, and a text from school by nine.",
    ),
    "no_show": ("Waited half an hour. Will offer another time.", "Did not come; phone off."),
    "refused": ("{adult} does not want a meeting now. Left the door open.",),
    "moved": ("Put off to next week: {adult} has no sitter.",),
    "sent": (
        "Sent the dates of the absences and our number.",
        "Wrote about Thursday’s conference.",
    ),
    "replied": ("{adult} wrote back: {name} has the flu and will bring a note.",),
    "bounced": ("Came back undelivered.",),
    "handed": ("Handed the letter to {adult} at the gate.",),
    "": (
        "Talked with the attendance office about the missing notes.",
        "Read the file before the visit.",
    ),
}
SPANISH: dict[str, tuple[str, ...]] = {
    "spoke": (
        "{adult}: “No sabía que faltaba tanto.” Went through the dates in Spanish.",
        "{adult} dice que {name} se siente mal por las mañanas. Cita con el médico el jueves.",
        "Con intérprete. {adult} is worried about papers; gave the district’s welcome line.",
        "{adult}: “El autobús ya no pasa por aquí.” Sent the request for a new stop.",
    ),
    "door_spoke": (
        "{adult} nos invitó a pasar. Viven con la tía desde octubre; address to be changed.",
        "{adult}: “Gracias por venir.” {name} will be back on Monday.",
    ),
    "held": (
        "Junta con {adult} y {name}. Plan: llegar antes de la campana, check in with Ms. Ruiz.",
    ),
    "voicemail": ("Mensaje en español con dos horas para hablar.",),
}


def rows() -> list[tuple[str, str, int, int, str]]:
    """Return every wording: outcome, language, its place among how many, the text."""
    found = []
    for language, wordings in (("en", ENGLISH), ("es", SPANISH)):
        for outcome, texts in wordings.items():
            found += [(outcome, language, n, len(texts), text) for n, text in enumerate(texts)]
    return found
