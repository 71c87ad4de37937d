"""The catalogue for machines: DCAT 3 in JSON-LD, as data portals harvest it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override

from portal.core.languages import TAGS
from portal.core.webapi import absolute

from .datasets import DATASETS, Dataset
from .files import FORMATS, seals

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
FREQUENCIES = "http://publications.europa.eu/resource/authority/frequency/"


def catalogue(publisher: dict[str, str], title: Promise, description: Promise) -> dict[str, Any]:
    """*publisher* is the site's name by language."""
    return {
        "@context": CONTEXT,
        "@id": absolute(reverse("opendata:catalogue")),
        "@type": "dcat:Catalog",
        "dct:title": _texts(title),
        "dct:description": _texts(description),
        "dct:publisher": {
            "@type": "foaf:Agent",
            "foaf:name": [_text(words, code) for code, words in publisher.items()],
            "foaf:homepage": {"@id": absolute("/")},
        },
        "dct:license": {"@id": settings.PORTAL_DATA_LICENSE},
        "dct:language": [TAGS.get(code, code) for code, _name in settings.LANGUAGES],
        "foaf:homepage": {"@id": absolute(reverse("opendata:index"))},
        "dcat:dataset": [_dataset(dataset) for dataset in DATASETS.values()],
        "dcat:service": {
            "@type": "dcat:DataService",
            "dct:title": "API v1",
            "dcat:endpointURL": {"@id": absolute("/api/v1/")},
            "dcat:endpointDescription": {"@id": absolute(reverse("api-1:openapi-json"))},
        },
    }


def _dataset(dataset: Dataset) -> dict[str, Any]:
    address = absolute(reverse("opendata:index")) + f"#{dataset.name}"
    modified = dataset.modified()
    found = {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": _texts(dataset.title),
        "dct:description": _texts(dataset.description),
        "dct:accrualPeriodicity": {"@id": FREQUENCIES + dataset.frequency},
        "dct:license": {"@id": settings.PORTAL_DATA_LICENSE},
        "dcat:landingPage": {"@id": address},
        "dcat:distribution": [
            _distribution(dataset, form, seal.size, seal.sha256)
            for form, seal in seals(dataset).items()
        ],
    }
    if modified:
        found["dct:modified"] = {"@type": "xsd:dateTime", "@value": modified.isoformat()}
    return found


def _distribution(dataset: Dataset, form: str, size: int, sha256: str) -> dict[str, Any]:
    address = absolute(reverse("opendata:file", args=[dataset.name, form]))
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": address},
        "dcat:accessURL": {"@id": address},
        "dcat:mediaType": {"@id": MEDIA_TYPES + FORMATS[form].media_type},
        "dcat:byteSize": size,
        "dct:license": {"@id": settings.PORTAL_DATA_LICENSE},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": sha256},
        },
    }


def _texts(text: Promise) -> list[dict[str, str]]:
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append(_text(str(text), code))
    return found


def _text(words: str, code: str) -> dict[str, str]:
    return {"@language": TAGS.get(code, code), "@value": words}
