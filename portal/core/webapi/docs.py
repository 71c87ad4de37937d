"""The description of the interface for people, written from its OpenAPI document.

Our own page and not Swagger's: that one is a program of 1.5 MB which needs styles set from scripts.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from .addresses import absolute
from .reading import operations_of, shapes_of

DESCRIPTION = """\
Public data of the libraries: where they are, when they are open, what is on, what
they hold.

Read only, without key or login, from any web page. Texts come in all their languages at once.
Times are ISO 8601 with their offset; `zone` names the zone. Fields may be added to version 1;
none will be taken away.

Lists have `page` and `page_size` and links to the `next` and the `previous` page. A parameter
nobody knows, or a value that makes no sense, is answered with 400 and problem details (RFC 9457).
Send an `ETag` back as `If-None-Match` to hear 304 when nothing has changed.
"""


def page(request: HttpRequest, api: Any) -> HttpResponse:
    document = api.get_openapi_schema()
    context = {
        "paragraphs": DESCRIPTION.strip().split("\n\n"),
        "operations": operations_of(document),
        "shapes": shapes_of(document),
        "address": absolute(reverse(f"{api.urls_namespace}:openapi-json")),
    }
    return render(request, "api/docs.html", context)
