"""Names of roles, capabilities and states, as staff read them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.ils.breaker import State
from catalog.ils.capabilities import Capability, Role
from catalog.ils.guard import Group

ROLES = {
    Role.CATALOGUE: pgettext_lazy("ILS role", "Union catalogue"),
    Role.HARVEST: pgettext_lazy("ILS role", "Harvest"),
    Role.HOLDINGS: pgettext_lazy("ILS role", "Copies"),
    Role.PATRONS: pgettext_lazy("ILS role", "Cards, loans and holds"),
    Role.STATISTICS: pgettext_lazy("ILS role", "Statistics"),
}
CAPABILITIES = {
    Capability.SEARCH: pgettext_lazy("ILS", "Search"),
    Capability.RECORD: pgettext_lazy("ILS", "Single record"),
    Capability.ISBN_LOOKUP: pgettext_lazy("ILS", "Look-up by ISBN"),
    Capability.NEW_ARRIVALS: pgettext_lazy("ILS", "New arrivals"),
    Capability.HARVEST: pgettext_lazy("ILS", "Harvest of changes"),
    Capability.AVAILABILITY: pgettext_lazy("ILS", "Availability"),
    Capability.AVAILABILITY_BULK: pgettext_lazy("ILS", "Availability of many books at once"),
    Capability.SHELF_LOCATION: pgettext_lazy("ILS", "Shelf"),
    Capability.RFID_LOCATION: pgettext_lazy("ILS", "Shelf by radio tag"),
    Capability.PATRON_AUTH: pgettext_lazy("ILS", "Card and PIN"),
    Capability.PATRON_SUMMARY: pgettext_lazy("ILS", "Loans and holds of a reader"),
    Capability.LOAN_HISTORY: pgettext_lazy("ILS", "Loans of the past"),
    Capability.FINES: pgettext_lazy("ILS", "Fees"),
    Capability.HOLD_PLACE: pgettext_lazy("ILS", "Place a hold"),
    Capability.HOLD_CANCEL: pgettext_lazy("ILS", "Cancel a hold"),
    Capability.HOLD_PICKUP_CHOICE: pgettext_lazy("ILS", "Choice of pick-up library"),
    Capability.HOLD_SUSPEND: pgettext_lazy("ILS", "Suspend a hold"),
    Capability.HOLD_ITEM_LEVEL: pgettext_lazy("ILS", "Hold on a certain copy"),
    Capability.RENEW: pgettext_lazy("ILS", "Renew"),
    Capability.SELF_CHECKOUT: pgettext_lazy("ILS", "Borrow by oneself"),
    Capability.STATISTICS: pgettext_lazy("ILS", "Figures of loans"),
}
GROUPS = {
    Group.READ: pgettext_lazy("ILS calls", "Catalogue and copies"),
    Group.PATRON: pgettext_lazy("ILS calls", "Readers' accounts"),
    Group.COMMAND: pgettext_lazy("ILS calls", "Holds, renewals, loans"),
}
STATES = {
    State.CLOSED: _("Asked as usual"),
    State.OPEN: _("Not asked: it failed five times in a row"),
    State.HALF_OPEN: _("The next call is a trial"),
}
