"""What's on, for programs: series and their dates."""

from ninja import Router

from . import occurrences, provisions, series

router = Router(tags=["events"])
for part in (series, occurrences, provisions):
    router.add_router("", part.router)

__all__ = ["router"]
