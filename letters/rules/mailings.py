"""What the mailing of a letter is called where other rooms rest on it."""


def mailing_name(notice: int, mailing: int) -> str:
    """Return the name of a notice's n-th mailing: '17', and '17:2' for the second.

    Source: none; site practice.
    """
    return f"{notice}:{mailing}" if mailing > 1 else str(notice)
