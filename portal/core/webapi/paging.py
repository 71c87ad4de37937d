"""Pages of a list: a number, a size, and links to the next and the previous one."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from .addresses import absolute

MAX_SIZE = 100
MAX_PAGE = 500
IGNORED = "utm_"  # as the page cache does: such addresses share an answer

In = TypeVar("In")
Out = TypeVar("Out")


class Paging(Schema):
    """The parameters of every list."""

    page: int = Field(1, ge=1, le=MAX_PAGE, description="Which page, from 1.", examples=[1])
    page_size: int = Field(
        50, ge=1, le=MAX_SIZE, description="How many items a page has at most.", examples=[50]
    )

    @property
    def window(self) -> slice:
        """The rows of this page and one more, which tells whether there is another page."""
        first = (self.page - 1) * self.page_size
        return slice(first, first + self.page_size + 1)


class PageOf(Schema, Generic[Out]):
    """Part of a list. There is no total: counting costs more than reading on."""

    items: list[Out] = Field(description="What is on this page; may be empty.")
    next: str | None = Field(
        description="The address of the next page, if there is one.",
        examples=["https://portal.library.example/api/v1/events/occurrences?page=2"],
    )
    previous: str | None = Field(
        description="The address of the page before, if there is one.", examples=[None]
    )


def page_of(
    request: HttpRequest,
    paging: Paging,
    window: Sequence[In],
    read: Callable[[Sequence[In]], list[Out]],
) -> PageOf[Out]:
    """The page that *read* makes of the rows in *window*, which has one row too many if it can."""
    has_more = len(window) > paging.page_size and paging.page < MAX_PAGE
    return PageOf(
        items=read(window[: paging.page_size]),
        next=_address(request, paging.page + 1) if has_more else None,
        previous=_address(request, paging.page - 1) if paging.page > 1 else None,
    )


def _address(request: HttpRequest, page: int) -> str:
    """The same list; marks of campaigns are not handed on, for others read the same answer."""
    query = request.GET.copy()
    query["page"] = str(page)
    for name in [name for name in query if name.startswith(IGNORED)]:
        del query[name]
    return absolute(f"{request.path}?{query.urlencode()}")
