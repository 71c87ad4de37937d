import factory
from django.contrib.auth.hashers import make_password

from catalog.circulation.models import CirculationRules, Hold, Loan, Patron
from catalog.circulation.models.patron import SYSTEM
from portal.accounts.models import hash_number, mask_number

PIN = "246810"


class RulesFactory(factory.django.DjangoModelFactory):
    """Ten books for thirty days, one renewal, five holds, five days to pick up."""

    class Meta:
        model = CirculationRules
        django_get_or_create = ["code"]

    code = "adult"
    name = "成人卡"


class PatronFactory(factory.django.DjangoModelFactory):
    """A card with `PIN`."""

    class Meta:
        model = Patron
        exclude = ["number", "pin"]

    number = factory.Sequence("1101020000{:04d}".format)
    pin = PIN
    number_hash = factory.LazyAttribute(lambda patron: hash_number(SYSTEM, patron.number))
    masked_number = factory.LazyAttribute(lambda patron: mask_number(patron.number))
    pin_hash = factory.LazyAttribute(lambda patron: make_password(patron.pin))
    home = factory.SubFactory("tests.factories.core.LibraryFactory")
    rules = factory.SubFactory(RulesFactory)


class LoanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Loan

    patron = factory.SubFactory(PatronFactory)
    record = factory.SubFactory("tests.factories.catalog.RecordFactory")
    barcode = factory.Sequence("77{:08d}".format)
    library = factory.SubFactory("tests.factories.core.LibraryFactory")


class HoldFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Hold

    patron = factory.SubFactory(PatronFactory)
    record = factory.SubFactory("tests.factories.catalog.RecordFactory")
    pickup = factory.SubFactory("tests.factories.core.LibraryFactory")
