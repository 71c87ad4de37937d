"""What every public template needs to know of the request."""

from typing import Any

from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    return {"preferences": getattr(request, "preferences", None)}
