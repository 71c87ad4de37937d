"""The interface as a whole: the routers of the apps under one address, with one way to say no."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from .paging import IGNORED
from .problems import CONTENT_TYPE, Problem, problem


class PortalAPI(NinjaAPI):
    """For reading only, without login; see docs/decisions/0031."""

    def __init__(self, **options: Any) -> None:
        super().__init__(docs_url=None, **options)
        self.add_decorator(refuse_unknown_parameters)
        self.add_exception_handler(ValidationError, _invalid)
        self.add_exception_handler(HttpError, lambda request, e: problem(e.status_code, e.message))
        self.add_exception_handler(Http404, lambda request, e: problem(404))

    def get_openapi_schema(self, **options: Any) -> Any:
        """The document, with what all operations have in common."""
        schema = super().get_openapi_schema(**options)
        document = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"].update(document.pop("$defs"), Problem=document)
        for methods in schema["paths"].values():
            methods.pop("head", None)  # goes without saying, and may not repeat an operationId
            for operation in methods.values():
                _describe_common_answers(operation)
        return schema


def refuse_unknown_parameters(view: Callable[..., Any]) -> Callable[..., Any]:
    """A filter with a slip in its name must not answer with everything there is."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = {
            field.alias or name
            for value in kwargs.values()
            if isinstance(value, Schema)
            for name, field in type(value).model_fields.items()
        }
        unknown = [
            name for name in request.GET if name not in known and not name.startswith(IGNORED)
        ]
        if unknown:
            raise ValidationError(
                [{"loc": ("query", name), "msg": "Unknown parameter."} for name in unknown[:20]]
            )
        return view(request, *args, **kwargs)

    return checked


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Only what concerns the parameters; what was sent is not repeated."""
    errors = [
        {
            "parameter": _parameter(found["loc"])[:60],
            "detail": found["msg"].removeprefix("Value error, "),
        }
        for found in error.errors
    ]
    return problem(400, errors=errors)


def _parameter(location: tuple[str | int, ...]) -> str:
    names = [part for part in location if isinstance(part, str)]
    return names[-1] if len(names) > 1 else "query"


def _describe_common_answers(operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    answers[200]["headers"] = {
        "ETag": {
            "description": "Send it back as `If-None-Match`.",
            "schema": {"type": "string"},
        },
        "Cache-Control": {
            "description": "For how many seconds the answer may be kept.",
            "schema": {"type": "string"},
        },
    }
    answers[304] = {"description": "You have this answer already (`If-None-Match`)."}
    wrong = {"content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    answers[400] = {"description": "A parameter is unknown or cannot be understood.", **wrong}
    if any(parameter["in"] == "path" for parameter in operation["parameters"]):
        answers[404] = {"description": "There is nothing public at this address.", **wrong}
