"""The catalogue of open data for people and for machines, and the files."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.models import SiteIdentity

from .catalogue import catalogue
from .datasets import DATASETS
from .files import FORMATS, seals

TITLE = _("Open data of the libraries")
DESCRIPTION = _(
    "Figures and their definitions, libraries, annual reports and the plan as files, free to use"
    " with the source named."
)


@require_safe
@cache_control(public=True, max_age=300)
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "title": TITLE,
        "lead": DESCRIPTION,
        "datasets": [_shown(name) for name in DATASETS],
        "license": settings.PORTAL_DATA_LICENSE,
    }
    return render(request, "opendata/index.html", context)


def _shown(name: str) -> dict[str, Any]:
    dataset = DATASETS[name]
    sealed = seals(dataset)
    return {
        "dataset": dataset,
        "modified": dataset.modified(),
        "files": [(FORMATS[form], seal) for form, seal in sealed.items()],
    }


@require_safe
@cache_control(public=True, max_age=300)
def machine_catalogue(request: HttpRequest) -> HttpResponse:
    identity = SiteIdentity.load(request)
    publisher = {settings.LANGUAGE_CODE: identity.name, "en": identity.name_en or identity.name}
    response = JsonResponse(
        catalogue(publisher, TITLE, DESCRIPTION), json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Type"] = "application/ld+json"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@cache_control(public=True, max_age=300)
def file(request: HttpRequest, name: str, form: str) -> StreamingHttpResponse:
    """The whole dataset, streamed; anybody's page may read it."""
    if name not in DATASETS:
        raise Http404
    dataset, chosen = DATASETS[name], FORMATS[form]
    response = StreamingHttpResponse(
        chosen.write(dataset), content_type=f"{chosen.media_type}; charset=utf-8"
    )
    today = timezone.localdate()
    response["Content-Disposition"] = f'attachment; filename="{name}-{today:%Y%m%d}.{form}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{settings.PORTAL_DATA_LICENSE}>; rel="license"'
    if modified := dataset.modified():
        response["Last-Modified"] = http_date(modified.timestamp())
    return response
