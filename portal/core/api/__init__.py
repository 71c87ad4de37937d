"""The libraries and the closed lists everything else refers to."""

from ninja import Router

from . import libraries, vocabularies

router = Router(tags=["network"])
router.add_router("", libraries.router)
router.add_router("", vocabularies.router)

__all__ = ["router"]
