"""What a page of the roster says."""

from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from wagtail.models import ModelLogEntry


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def names(response) -> list[str]:
    """The heads on the page, in order."""
    heads = soup(response).select(".roster-heads__one")
    return [" ".join(head.get_text(" ", strip=True).split()) for head in heads]


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def logged(pool) -> list[tuple[str, dict]]:
    entries = ModelLogEntry.objects.for_instance(pool.occurrence)
    return [(entry.action, entry.data) for entry in entries]
