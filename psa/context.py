"""What every page needs around its own content."""

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    return {"district_name": settings.DISTRICT_NAME, "theme": request.COOKIES.get("theme", "auto")}
