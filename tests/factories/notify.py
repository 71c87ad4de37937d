import factory

from portal.notify.models import Message
from tests.factories.accounts import ReaderFactory


class MessageFactory(factory.django.DjangoModelFactory):
    """A letter to a reader that waits to be sent."""

    class Meta:
        model = Message

    key = factory.Sequence("test:{}".format)
    user = factory.LazyFunction(lambda: ReaderFactory().user)
    template = "account/password_changed"
    language = "zh-hans"
