"""One form for all that goes wrong: problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Schema
from pydantic import Field

CONTENT_TYPE = "application/problem+json"


class ProblemError(Schema):
    """What is wrong with one parameter."""

    parameter: str = Field(description="Its name in the address.", examples=["from"])
    detail: str = Field(
        description="What is wrong with it, in English.",
        examples=["A day is written as 2026-03-07."],
    )


class Problem(Schema):
    """What went wrong, as RFC 9457 has it; the type is always `about:blank`."""

    type: str = Field(description="Always `about:blank`.", examples=["about:blank"])
    title: str = Field(description="The status in words.", examples=["Bad Request"])
    status: int = Field(description="The HTTP status.", examples=[400])
    detail: str = Field(
        description="What to do about it, in English.",
        examples=["Some parameters cannot be understood."],
    )
    errors: list[ProblemError] = Field(
        [], description="Which parameters are wrong; only with status 400."
    )


DETAILS = {
    400: "Some parameters cannot be understood.",
    404: "There is nothing public at this address. What there is: /api/v1/docs",
    405: "This interface is for reading: GET, HEAD and OPTIONS.",
    429: "Too many requests. Please wait a little.",
    500: "Something is broken on our side.",
    503: "The database cannot be reached. Please try again in a few seconds.",
}


def problem(status: int, detail: str = "", errors: list[dict[str, str]] | None = None) -> Any:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or DETAILS.get(status, HTTPStatus(status).phrase),
    }
    if errors:
        body["errors"] = errors
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE)


def not_found(request: HttpRequest, **kwargs: Any) -> Any:
    """Every address below /api/ that is none."""
    return problem(404)
