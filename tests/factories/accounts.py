import factory
from allauth.account.models import EmailAddress
from django.utils import timezone

from portal.accounts.models import (
    CardLink,
    Consent,
    ConsentKind,
    ConsentText,
    FamilyMember,
    Reader,
    User,
    hash_number,
    mask_number,
)

PASSWORD = "plum-Rain-47"


class UserFactory(factory.django.DjangoModelFactory):
    """Someone who can sign in with `PASSWORD`; the e-mail address is confirmed."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("reader{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        if create and extracted is not False and self.email:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class ReaderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reader

    user = factory.SubFactory(UserFactory)
    nickname = factory.Sequence("书友{}".format)


class ConsentTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConsentText

    kind = ConsentKind.PRIVACY
    title = "个人信息说明"
    title_en = "About your data"
    body = "我们只保存需要的内容。"
    body_en = "We keep only what is needed."
    published_at = factory.LazyFunction(timezone.now)


def current_text(kind: str) -> ConsentText:
    return ConsentText.objects.current(kind) or ConsentTextFactory(kind=kind)


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    reader = factory.SubFactory(ReaderFactory)
    text = factory.LazyFunction(lambda: current_text(ConsentKind.PRIVACY))


class FamilyMemberFactory(factory.django.DjangoModelFactory):
    """A child whose guardian has agreed to the children's text (made here if missing)."""

    class Meta:
        model = FamilyMember

    guardian = factory.SubFactory(ReaderFactory)
    nickname = factory.Sequence("小书虫{}".format)
    birth_year = 2020
    birth_month = 5

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        guardian = kwargs["guardian"]
        if not guardian.consents.covers(ConsentKind.CHILDREN):
            guardian.consents.create(text=current_text(ConsentKind.CHILDREN))
        return super()._create(model_class, *args, **kwargs)


class CardLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CardLink
        exclude = ["number"]

    number = factory.Sequence("1101012345{:04d}".format)
    reader = factory.SubFactory(ReaderFactory)
    system = "local"
    masked_number = factory.LazyAttribute(lambda card: mask_number(card.number))
    number_hash = factory.LazyAttribute(lambda card: hash_number(card.system, card.number))
    verified_at = factory.LazyFunction(timezone.now)
