"""What a library system can do. Pages ask the flag, never the driver's class."""

from enum import StrEnum


class Capability(StrEnum):
    SEARCH = "search"
    RECORD = "record"
    ISBN_LOOKUP = "isbn_lookup"
    NEW_ARRIVALS = "new_arrivals"
    HARVEST = "harvest"
    AVAILABILITY = "availability"
    AVAILABILITY_BULK = "availability_bulk"
    SHELF_LOCATION = "shelf_location"
    RFID_LOCATION = "rfid_location"
    PATRON_AUTH = "patron_auth"
    PATRON_SUMMARY = "patron_summary"
    LOAN_HISTORY = "loan_history"
    FINES = "fines"
    HOLD_PLACE = "hold_place"
    HOLD_CANCEL = "hold_cancel"
    HOLD_PICKUP_CHOICE = "hold_pickup_choice"
    HOLD_SUSPEND = "hold_suspend"
    HOLD_ITEM_LEVEL = "hold_item_level"
    RENEW = "renew"
    SELF_CHECKOUT = "self_checkout"
    STATISTICS = "statistics"


class Role(StrEnum):
    """A part of the work that the settings give to one driver."""

    CATALOGUE = "catalogue"
    HARVEST = "harvest"
    HOLDINGS = "holdings"
    PATRONS = "patrons"  # and circulation: a patron's handle is good at one system only
    STATISTICS = "statistics"


ROLE_OF: dict[Capability, Role] = {
    Capability.SEARCH: Role.CATALOGUE,
    Capability.RECORD: Role.CATALOGUE,
    Capability.ISBN_LOOKUP: Role.CATALOGUE,
    Capability.NEW_ARRIVALS: Role.CATALOGUE,
    Capability.HARVEST: Role.HARVEST,
    Capability.AVAILABILITY: Role.HOLDINGS,
    Capability.AVAILABILITY_BULK: Role.HOLDINGS,
    Capability.SHELF_LOCATION: Role.HOLDINGS,
    Capability.RFID_LOCATION: Role.HOLDINGS,
    Capability.PATRON_AUTH: Role.PATRONS,
    Capability.PATRON_SUMMARY: Role.PATRONS,
    Capability.LOAN_HISTORY: Role.PATRONS,
    Capability.FINES: Role.PATRONS,
    Capability.HOLD_PLACE: Role.PATRONS,
    Capability.HOLD_CANCEL: Role.PATRONS,
    Capability.HOLD_PICKUP_CHOICE: Role.PATRONS,
    Capability.HOLD_SUSPEND: Role.PATRONS,
    Capability.HOLD_ITEM_LEVEL: Role.PATRONS,
    Capability.RENEW: Role.PATRONS,
    Capability.SELF_CHECKOUT: Role.PATRONS,
    Capability.STATISTICS: Role.STATISTICS,
}
