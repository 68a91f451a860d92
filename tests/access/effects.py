"""Steps that destroy something or are one of the law, and whether a page says before the click what
they do.
"""

import html
import re

from django.urls import resolve

from tests.access.controls import Controls

# What destroys something, or is a step of the law: the page says what it does before the click.
STEPS = {
    *("attendance:file", "decide-report", "cases:close", "accounts:end", "accounts:close"),
    *("letters:approve", "letters:reprint", "letters:mailed", "letters:not_mailed"),
    *(
        "contacts:withdraw",
        "contacts:withdraw_paper",
        "plans:withdraw",
        "letters:do_not_send",
        "sis:apply",
        "sis:override",
    ),
    *("plans:end_group", "plans:leave", "plans:release_places", "plans:take_back"),
    *("sarb:refer", "sarb:accept", "sarb:send_back", "sarb:keep", "sarb:hear", "sarb:take_off"),
    *("sarb:withdraw", "sarb:wait_again", "sarb:team_wait_again"),
    *("sarb:team_accept", "sarb:team_return", "sarb:team_keep", "sarb:team_held"),
}
# Those of rows that the crawl has not, with the page that has the form.
ELSEWHERE = {
    **dict.fromkeys(("sis:apply", "sis:override"), "sis:run"),
    **dict.fromkeys(
        ("letters:reprint", "letters:not_mailed", "letters:do_not_send"), "letters:letter"
    ),
    **dict.fromkeys(
        (
            *("sarb:keep", "sarb:team_accept", "sarb:team_return", "sarb:team_keep"),
            *("sarb:team_held", "sarb:withdraw", "sarb:wait_again", "sarb:team_wait_again"),
        ),
        "sarb:referral",
    ),
    "sarb:hear": "sarb:docket",
    "plans:take_back": "plans:session",
    "plans:release_places": "plans:group",
}
FORM = re.compile(r"<form\b[^>]*\baction=\"([^\"?#]+)[^>]*>(.*?)</form>", re.DOTALL)
POINTED = re.compile(r'aria-describedby="(effect-[a-z]+)"')


def steps_of(body: str) -> dict[str, list[str]]:
    """The forms of a page that do such a step, by the page that they are sent to."""
    found: dict[str, list[str]] = {}
    for action, inside in FORM.findall(body):
        name = resolve(html.unescape(action)).view_name
        if name in STEPS and 'type="submit"' in inside:
            found.setdefault(name, []).append(inside)
    return found


def bare_steps(body: str) -> list[str]:
    """Such forms that do not say what they do, and whose button names nothing that does."""
    ids = Controls(body).ids
    return [
        name
        for name, forms in steps_of(body).items()
        for inside in forms
        if 'class="effect"' not in inside
        and not ((said := POINTED.search(inside)) and ids[said[1]])
    ]
