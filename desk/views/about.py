"""What the product says of itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import public


@require_safe
@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """Whom the pages are for, what is known not to work, and who is told."""
    context = {"contact": settings.ACCESSIBILITY_CONTACT}
    return render(request, "desk/accessibility.html", context)
