"""Staff of the made-up district: one person of each role to sign in as, and many colleagues."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from accounts.queries import role_name
from demo import lists
from students.models import Region, School, Student

DOMAIN = "demo.example"
STUDENTS_PER_COUNSELOR = 600
REASON = "Made-up district"
# The people whose sign-in is told, one for each role.
PEOPLE = {
    Role.COUNSELOR: "Ana Reyes",
    Role.CLERK: "Denise Walker",
    Role.SCHOOL_ADMINISTRATOR: "Marcus Bell",
    Role.FIELD_COORDINATOR: "Lilit Sargsyan",
    Role.DIRECTOR: "Carol Whitfield",
    Role.SARB_CHAIR: "Raymond Ortiz",
    Role.PANEL_MEMBER: "Joyce Kim",
    Role.LIAISON: "Teresa Núñez",
    Role.INTERN: "Jordan Lee",
    Role.AUDITOR: "Helen Park",
    Role.PRIVACY_OFFICER: "Samuel Green",
    Role.SYSTEM_ADMINISTRATOR: "Nadia Haddad",
}
WHOLE_DISTRICT = (
    Role.DIRECTOR,
    Role.SARB_CHAIR,
    Role.LIAISON,
    Role.AUDITOR,
    Role.PRIVACY_OFFICER,
    Role.SYSTEM_ADMINISTRATOR,
)


@dataclass(frozen=True)
class Post:
    """One role of one person over one place; `ends` early for a post that is over."""

    email: str
    name: str
    role: Role
    region: Region | None = None
    school: School | None = None
    student: Student | None = None
    is_over: bool = False

    @property
    def scope(self) -> Scope:
        named = {Scope.REGION: self.region, Scope.SCHOOL: self.school, Scope.STUDENT: self.student}
        return next((scope for scope, target in named.items() if target), Scope.DISTRICT)


def email_of(role: Role) -> str:
    return f"{role.value.replace('_', '.')}@{DOMAIN}"


def make(*, first_day: date, last_day: date, today: date, students: int, seed: int) -> int:
    """Make everybody with their grants for the school year; return how many people."""
    posts = [*_named_posts(), *_colleagues(students)]
    users = _users(posts, first_day, seed)
    Grant.objects.bulk_create(
        Grant(
            principal=users[post.email].actor.key,
            role=post.role,
            scope=post.scope,
            region=post.region,
            school=post.school,
            student=post.student,
            starts=first_day,
            ends=max(first_day, today - timedelta(days=9)) if post.is_over else last_day,
            reason=REASON,
            source=GrantSource.DEMONSTRATION,
        )
        for post in posts
    )
    return len(users)


def _named_posts() -> Iterator[Post]:
    """Yield the posts of the people in PEOPLE: around the first high school where they have one."""
    high = School.objects.filter(level="high").order_by("pk")[0]
    middle = School.objects.filter(level="middle").order_by("pk")[0]
    for school in (high, middle):
        yield _named_post(Role.COUNSELOR, school=school)
    for role in (Role.CLERK, Role.SCHOOL_ADMINISTRATOR):
        yield _named_post(role, school=high)
    yield _named_post(Role.INTERN, school=middle)
    yield _named_post(Role.FIELD_COORDINATOR, region=high.region)
    yield _named_post(Role.PANEL_MEMBER, student=Student.objects.order_by("pk")[0])
    for role in WHOLE_DISTRICT:
        yield _named_post(role)


def _named_post(
    role: Role,
    *,
    region: Region | None = None,
    school: School | None = None,
    student: Student | None = None,
) -> Post:
    return Post(email_of(role), PEOPLE[role], role, region, school, student)


def _colleagues(students: int) -> Iterator[Post]:
    """Yield a clerk and an administrator for each school, counselors who share schools, and a
    coordinator for each region.
    """
    people = _strangers()
    schools = list(School.objects.order_by("pk"))
    for school in schools:
        for role in (Role.CLERK, Role.SCHOOL_ADMINISTRATOR):
            yield Post(*next(people), role, school=school)
    for turn in range(max(1, students // STUDENTS_PER_COUNSELOR)):
        email, name = next(people)
        for place in {2 * turn % len(schools), (2 * turn + 1) % len(schools)}:
            # One counselor has left: the rights are gone, the name stays.
            yield Post(email, name, Role.COUNSELOR, school=schools[place], is_over=turn == 1)
    for region in Region.objects.order_by("pk"):
        yield Post(*next(people), Role.FIELD_COORDINATOR, region=region)


def _strangers() -> Iterator[tuple[str, str]]:
    """Yield e-mail addresses and names without end."""
    spanish, other = (
        lists.read("names.txt")[f"{kind} surname"] for kind in ("spanish", "english")
    )
    first = (
        lists.read("names.txt")["english female"][::2]
        + lists.read("communities.txt")["armenian male"]
    )
    for n in count():
        surnames = spanish if n % 2 else other
        name = f"{first[n * 7 % len(first)]} {surnames[n * 13 % len(surnames)]}"
        yield f"staff{n + 1:04d}@{DOMAIN}", name


def _users(posts: list[Post], first_day: date, seed: int) -> dict[str, User]:
    password = _hashed_password(seed)
    names = {post.email: post.name for post in posts}
    told = {email_of(role) for role in PEOPLE}
    made = User.objects.bulk_create(
        User(
            email=email,
            name=name,
            password=password if email in told else f"{UNUSABLE_PASSWORD_PREFIX}{n:040d}",
        )
        for n, (email, name) in enumerate(names.items(), start=1)
    )
    User.objects.update(date_joined=datetime.combine(first_day, time(8), UTC))
    return {user.email: user for user in made}


def _hashed_password(seed: int) -> str:
    """Return one hash for everybody told, or an unusable one when no password is set.

    The salt follows the seed, so that the same seed gives the same rows: this password is told
    to everybody anyway.
    """
    if not settings.DEMO_PASSWORD:
        return f"{UNUSABLE_PASSWORD_PREFIX}{0:040d}"
    return make_password(settings.DEMO_PASSWORD, salt=f"made-up-district-{seed}")


def sign_ins() -> list[dict[str, str]]:
    """Return who may be signed in as, in the order of Role; none without a made-up district.

    `password` is '' when it is not the one that is set. Two statements.
    """
    emails = {email_of(role): role for role in Role}
    users = {user.email: user for user in User.objects.filter(email__in=emails)}
    # Their posts; what follows from a caseload would be a long list of names.
    named = {user.actor.key: email for email, user in users.items()}
    posts = Grant.objects.filter(principal__in=named, source=GrantSource.DEMONSTRATION)
    grants = posts.select_related("region", "school", "student")
    scopes: dict[str, list[str]] = {}
    for grant in grants.order_by("pk"):
        scopes.setdefault(named[grant.principal], []).append(_scope_label(grant))
    password = settings.DEMO_PASSWORD
    # Everybody has the same hash, and comparing is slow on purpose.
    if users and not (password and next(iter(users.values())).check_password(password)):
        password = ""
    return [
        {
            "role": role.value,
            "role_label": role_name(role),
            "email": email,
            "password": password,
            "name": users[email].name,
            "scope": ", ".join(scopes.get(email, ())),
        }
        for email, role in emails.items()
        if email in users
    ]


def _scope_label(grant: Grant) -> str:
    target = grant.region or grant.school or grant.student
    return str(target) if target else "District"
