"""What tests of the pages of imports do in a browser."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


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
