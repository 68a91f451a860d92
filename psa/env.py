"""Settings from the environment; an unknown or contradictory value stops the start."""

import os
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}
ROLES = ("app", "worker", "owner")


def text(name: str, default: str = "") -> str:
    """Return the variable, or the content of the file that NAME_FILE points to."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: use 1 or 0")


def whole_number(name: str, *, default: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r}: use a whole number") from None


def names(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def secret(name: str, *, insecure: str | None = None) -> str:
    """Return a secret. Raises ImproperlyConfigured when it is missing and no stand-in is allowed."""
    value = text(name) or insecure
    if not value:
        raise ImproperlyConfigured(f"{name} is not set (or {name}_FILE with its path)")
    return value


def database(role: str) -> dict[str, Any]:
    """Return Django's settings of the one database for a role: app, worker or owner.

    Each role has an address of its own, so that a web process cannot reach further than
    `app` may. Raises ImproperlyConfigured for an unknown role or a missing address.
    """
    if role not in ROLES:
        raise ImproperlyConfigured(f"PSA_DB_ROLE={role!r}: use one of {', '.join(ROLES)}")
    name = "DATABASE_URL" if role == "app" else f"DATABASE_{role.upper()}_URL"
    config: dict[str, Any] = dict(environ.Env.db_url_config(secret(name)))
    config["ENGINE"] = "core.postgres"
    return config
