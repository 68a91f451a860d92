"""What the law and the policy say about attendance, and how its numbers are written."""


def percent(part: int, whole: int) -> str:
    """Return a share with two decimals, cut off and never rounded up past a line.

    17 of 170 is '10.00%', 3 of 31 is '9.67%'. Of nothing it is 'none'.

    Source: EC 60901(c)(1); a share just under a line must not read as on it.
    """
    if whole == 0:
        return "none"
    hundredths = 10_000 * part // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def plural(count: int, noun: str) -> str:
    """Return the noun with an s unless there is one of it. Source: English."""
    return noun if count == 1 else f"{noun}s"
