"""What tests of the pages of imports do in a browser, and the worker's part between."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.conftest import connect_as


def as_worker(work, *args):
    """Do the worker's part as the role of the worker, then serve again."""
    connect_as("worker")
    try:
        return work(*args)
    finally:
        connect_as("app")


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return SimpleUploadedFile("nightly.zip", packed.getvalue())


def send(browser, *files):
    return browser.post(reverse("sis:upload"), {"files": files})


def page(browser, name, run=None, **options):
    return browser.get(reverse(f"sis:{name}", args=[run.pk] if run else []), **options)


def press(browser, name, run):
    return browser.post(reverse(f"sis:{name}", args=[run.pk]))
