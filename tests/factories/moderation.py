import factory

from community.moderation.enums import State
from community.moderation.models import Contribution, Reason, Version, Voice, Word
from tests.factories.accounts import ReaderFactory


class ReasonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reason

    label = "不文明用语"
    label_en = "Rude words"
    text = "请换一种说法。"
    text_en = "Please say it in other words."


class WordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Word

    text = "赌博"


class VoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Voice

    reader = factory.SubFactory(ReaderFactory)
    pen_name = factory.Sequence("笔名{}".format)


class ContributionFactory(factory.django.DjangoModelFactory):
    """The bare row; what has come in the right way is made by the services."""

    class Meta:
        model = Contribution

    kind = "note"
    voice = factory.SubFactory(VoiceFactory)
    state = State.WAITING


class VersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Version

    contribution = factory.SubFactory(ContributionFactory)
    number = factory.Sequence(lambda number: number + 1)
    pen_name = "笔名"
    content = factory.LazyFunction(lambda: {"text": "一段话"})
