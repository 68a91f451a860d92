"""Addresses of the pages of a review board."""

from django.urls import reverse


def url(name, *args):
    return reverse(f"sarb:{name}", args=args)
