"""Library cards of the portal's own circulation, what is lent on them and who waits for what."""

import random
from collections.abc import Iterator

from catalog.circulation import services
from catalog.circulation.models import CirculationRules, Loan, Patron
from catalog.enums import HoldingStatus
from catalog.models import Holding, Record
from portal.core.models import Library
from portal.demo.accounts import CARDS

from .demo import Demo

RULES = (
    {"code": "adult", "name": "成人卡", "name_en": "Adult card"},
    {"code": "child", "name": "少儿卡", "name_en": "Child card", "hold_limit": 3},
    {"code": "senior", "name": "敬老卡", "name_en": "Senior card", "renewals": 2},
)
# Invented: family names for the shelf of holds.
NAMES = ("赵", "钱", "孙", "李", "周", "吴", "郑", "王")
OTHERS = 24
HOME = "B08"
FIRST_OF_OTHERS = 770001
# How many days ago each book of the reader's cards was taken home; a loan has thirty.
OWN = ((28, 21, 9, 2), (34, 12), (5,))


def build_cards(demo: Demo) -> str:
    if Patron.objects.exists():
        return "library cards stand"
    for row in RULES:
        CirculationRules.objects.get_or_create(code=row["code"], defaults=row)
    own = [_card(demo, card.number, card.pin, place) for place, card in enumerate(CARDS)]
    others = [
        _card(demo, f"{FIRST_OF_OTHERS + number:014}", None, number) for number in range(OTHERS)
    ]
    copies = _copies(demo)
    for patron, days in zip(own, OWN, strict=True):
        _lend(demo, patron, days, copies)
    _lend_to_others(demo, others, copies)
    _holds(demo, own[0], others, copies)
    return f"{len(own) + len(others)} library cards, {Loan.objects.count()} loans"


def _card(demo: Demo, number: str, pin: str | None, place: int) -> Patron:
    """The second card with a PIN is a child's."""
    code = ("adult", "child", "adult")[place] if pin else ("adult", "adult", "senior")[place % 3]
    libraries = [demo.libraries[key] for key in sorted(demo.libraries)]
    return services.register_patron(
        number,
        pin,
        rules=CirculationRules.objects.get(code=code),
        home=demo.libraries[HOME] if pin else libraries[place % len(libraries)],
        expires=demo.day(700 - 20 * place),
        display_name="" if pin else NAMES[place % len(NAMES)],
    )


def _copies(demo: Demo) -> Iterator[Holding]:
    """Copies on the shelf in an order that is the same in every run, each record once."""
    shelf = Holding.objects.filter(status=HoldingStatus.AVAILABLE).exclude(barcode="")
    of_lists = list(shelf.filter(record__record_id__startswith="L").order_by("barcode"))
    copies = of_lists + list(shelf.select_related("record").order_by("barcode")[:400])
    random.Random(demo.seed).shuffle(copies)  # noqa: S311 - decoration
    return iter({copy.record_id: copy for copy in copies}.values())


def _lend(demo: Demo, patron: Patron, days: tuple[int, ...], copies: Iterator[Holding]) -> None:
    """The newest first: with an overdue book at home nothing more is lent."""
    for ago in sorted(days):
        copy = next(copies)
        services.check_out(patron, copy.barcode, at=copy.library, on=demo.day(-ago))


def _lend_to_others(demo: Demo, others: list[Patron], copies: Iterator[Holding]) -> None:
    for number, patron in enumerate(others):
        is_late = number % 8 == 7
        days = [1 + (number * 7 + each * 5) % 29 for each in range(number % 4)]
        _lend(demo, patron, (*days, 36) if is_late else tuple(days), copies)


def _holds(demo: Demo, reader: Patron, others: list[Patron], copies: Iterator[Holding]) -> None:
    """For the reader one ready, one on its way, one waiting behind another; some of others'."""
    home = demo.libraries[HOME]
    free = [patron for number, patron in enumerate(others) if number % 8 != 7]
    ready, travelling, wanted = next(copies), next(copies), next(copies)
    for copy, place in ((ready, home), (travelling, demo.libraries["DQ01"])):
        services.place_hold(reader, copy.record, pickup=home)
        services.take_in(copy.barcode, at=place)
    services.place_hold(free[0], wanted.record, pickup=home)
    services.place_hold(reader, wanted.record, pickup=home)
    for number, patron in enumerate(free[1:7]):
        _hold_of_other(demo, patron, next(copies), number)


def _hold_of_other(demo: Demo, patron: Patron, copy: Holding, number: int) -> None:
    pickup: Library = demo.libraries[(HOME, "DQ01")[number % 2]]
    record: Record = copy.record
    services.place_hold(patron, record, pickup=pickup)
    if number % 3:
        services.take_in(copy.barcode, at=pickup)
