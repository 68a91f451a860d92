"""Which words the product's own sources say: a style for anything else styles nothing."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.template.utils import get_app_template_dirs

WORD = re.compile(r"[A-Za-z][\w-]*")
# A name that is put together as the page is written: f"tone-{tone}", "badge-{{ kind }}", `tone-${tone}`.
BEGUN = re.compile(r"([A-Za-z][\w-]*-)(?=\$?\{)")


@dataclass(frozen=True)
class SaidWords:
    """SaidWords of sources, and how those begin that only a running page completes."""

    text: str

    @cached_property
    def whole(self) -> frozenset[str]:
        return frozenset(WORD.findall(self.text))

    @cached_property
    def begun(self) -> tuple[str, ...]:
        return tuple(sorted(set(BEGUN.findall(self.text))))

    def __contains__(self, name: str) -> bool:
        return name in self.whole or name.startswith(self.begun)


def words() -> SaidWords:
    """Return what templates, scripts and the rooms' Python say."""
    return SaidWords("\n".join(path.read_text(encoding="utf-8") for path in _sources()))


def _sources() -> list[Path]:
    root = Path(settings.BASE_DIR)
    templates = [root / "templates", *get_app_template_dirs("templates")]
    ours = [root / app for app in settings.INSTALLED_APPS if (root / app).is_dir()]
    return [
        *(path for folder in templates for path in sorted(Path(folder).rglob("*.html"))),
        *(path for room in ours for path in sorted(room.rglob("*.py"))),
        *sorted((root / "static/js").rglob("*.js")),
    ]
