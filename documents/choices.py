"""What a file is, how long it is kept, whether it was looked through, and what it is opened for."""

from django.db import models

PDF = "application/pdf"
# What a file is called on disk and when it is saved; any other type has no ending.
SUFFIXES = {
    PDF: ".pdf",
    "application/zip": ".zip",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/csv": ".csv",
    "text/plain": ".txt",
}


class Retention(models.TextChoices):
    """Classes of files by what they are; how many years each is kept is policy."""

    NOTICE = "notice", "Notice to a family, with proof that it was sent"
    PACKET = "packet", "Packet for a board or a panel"
    CASEWORK = "casework", "Photo, scan or paper that belongs to a note"


class Scan(models.TextChoices):
    MADE = "made", "Made by the product"
    CLEAN = "clean", "Scanned, nothing found"
    UNSCANNED = "unscanned", "Not scanned"


class AddressPurpose(models.TextChoices):
    """What one address is for."""

    READ = "read", "To be read on the screen"
    SAVE = "save", "To be saved on a device"
