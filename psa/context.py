"""What every page needs around its own content."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse

from accounts.access import Door, Reach
from accounts.choices import Permission
from accounts.queries import role_name
from desk.navigation import NAVIGATION, Page, shortcuts


@dataclass(frozen=True)
class Item:
    """One entry of the side bar; whether it is on a phone's bar, too."""

    name: str
    label: str
    url: str
    icon: str
    about: str = ""
    current: bool = False
    at_hand: bool = False


def page(request: HttpRequest) -> dict[str, object]:
    """Return the district's name, the theme, whether mail goes out, and for staff: navigation, roles, `search_url`,
    and `quick_log_url` with `draft_url` for whoever writes notes.

    `navigation` holds only pages whose door is open to this person. At most one statement, the
    grants, which a page has loaded anyway.
    """
    around: dict[str, object] = {
        "district_name": settings.DISTRICT_NAME,
        "theme": request.COOKIES.get("theme", "auto"),
        "navigation": [],
        "roles": [],
        "search_url": "",
        "quick_log_url": "",
        "sends_mail": settings.SENDS_MAIL,
    }
    user = getattr(request, "user", None)
    scope: Reach | None = getattr(request, "scope", None)
    if scope is not None and user is not None and user.is_authenticated:
        around["navigation"] = navigation(scope, current=request.path)
        around["search_url"] = search_url(scope)
        if scope.carrying(Permission.NOTE_WRITE):
            around |= {
                "quick_log_url": reverse("quick-log"),
                "draft_url": reverse("contacts:draft"),
            }
        around["roles"] = sorted({role_name(role) for role in scope.roles})
    return around


def search_url(scope: Reach) -> str:
    """Return where the search of the frame leads, or '' for someone who finds no student."""
    return reverse("search") if scope.carrying(Permission.STUDENT_FIND) else ""


def navigation(scope: Reach, *, current: str) -> list[Item]:
    pages = [
        (page, url)
        for page, url, door in _pages()
        if door == Door.SIGNED_IN or scope.carrying(door)
    ]
    at_hand = shortcuts((page.name for page, _ in pages), scope.roles)
    return [
        Item(
            *(page.name, page.label, url, page.icon, page.about),
            current=_is_current(url, current),
            at_hand=page.name in at_hand,
        )
        for page, url in pages
    ]


def _is_current(url: str, current: str) -> bool:
    return current == url or (url != "/" and current.startswith(url))


@lru_cache(maxsize=1)
def _pages() -> list[tuple[Page, str, str]]:
    """The pages of the side bar, each with the door its own view states."""
    urls = [(page, reverse(page.name)) for page in NAVIGATION]
    return [(page, url, getattr(resolve(url).func, "permission", "")) for page, url in urls]
