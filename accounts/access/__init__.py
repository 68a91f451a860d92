"""The doors: who may open which page, and the only way to a student's row."""

from accounts.access.authors import of_its_author, wants_json
from accounts.access.fetch import Row, Rows, fetch, fetch_all, within_reach
from accounts.access.giving import WorkPlace, may_change, may_manage, regions_for, roles_to_give
from accounts.access.guards import Door, View, public, requires, signed_in
from accounts.access.log import (
    Seen,
    StaffRequest,
    forbidden,
    grants_read_by,
    log_read,
    not_there,
    page_of,
    refuse,
    require_over_district,
)
from accounts.access.reach import (
    Reach,
    Who,
    about_reached,
    bounds_of,
    covers,
    may,
    permissions_on,
    reach_of,
    reached_by,
    schools_for,
    students_for,
    why,
)
from accounts.access.veil import veil_of
from accounts.access.ways import HeldGrant

__all__ = [
    "Door",
    "HeldGrant",
    "Reach",
    "Row",
    "Rows",
    "Seen",
    "StaffRequest",
    "View",
    "Who",
    "WorkPlace",
    "about_reached",
    "bounds_of",
    "covers",
    "fetch",
    "fetch_all",
    "forbidden",
    "grants_read_by",
    "log_read",
    "may",
    "may_change",
    "may_manage",
    "not_there",
    "of_its_author",
    "page_of",
    "permissions_on",
    "public",
    "reach_of",
    "reached_by",
    "refuse",
    "regions_for",
    "require_over_district",
    "requires",
    "roles_to_give",
    "schools_for",
    "signed_in",
    "students_for",
    "veil_of",
    "wants_json",
    "why",
    "within_reach",
]
