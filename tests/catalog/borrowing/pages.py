"""Reading pages and their forms."""

from django.http import HttpResponse


def text_of(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def hidden(answer: HttpResponse, name: str) -> str:
    """The value of a hidden field."""
    return text_of(answer).partition(f'name="{name}" value="')[2].partition('"')[0]
