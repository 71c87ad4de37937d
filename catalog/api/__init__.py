"""The catalogue, for programs: records, and whether they can be had."""

from ninja import Router

from . import availability, records

router = Router(tags=["records"])
router.add_router("", availability.router)  # before the records, whose keys are numbers
router.add_router("", records.router)

__all__ = ["router"]
