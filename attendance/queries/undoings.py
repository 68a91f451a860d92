"""How what one click did with reports is taken back."""

from accounts.choices import Permission
from core.undo import Undoing

UNDOINGS = (Undoing(("report.filed",), "undo-filing", Permission.REPORT_FILE),)
