"""Keeping files: their content on disk, the row that says what each is, several bound into one."""

from documents.actions.attaching import attach
from documents.actions.binding import bind
from documents.actions.files import FileIsDamaged, Stored, path_of, read, store
from documents.actions.scanning import FileIsInfected, ScannerIsDown
from documents.actions.superseding import superseded
from documents.actions.sweeping import sweep
from documents.actions.uploads import Brought, FileIsRefused, take_in

__all__ = [
    "Brought",
    "FileIsDamaged",
    "FileIsInfected",
    "FileIsRefused",
    "ScannerIsDown",
    "Stored",
    "attach",
    "bind",
    "path_of",
    "read",
    "store",
    "superseded",
    "sweep",
    "take_in",
]
