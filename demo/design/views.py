"""The page of components: what every screen is made of, live, with made-up facts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from demo.design import facts


@require_safe
@signed_in
def design(request: HttpRequest) -> HttpResponse:
    """Show every component. `look` draws the page light or dark, whatever one's own choice."""
    look = request.GET.get("look")
    chosen = {"theme": look, "look": look} if look in ("light", "dark") else {"look": "auto"}
    return render(request, "components/gallery.html", {**facts.context(request), **chosen})
