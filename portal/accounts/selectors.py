"""What the pages about an account show."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from portal.accounts.models import Consent, ConsentKind, ConsentText, Reader, User


@dataclass(frozen=True, slots=True)
class Bar:
    """What the head of every page shows somebody who is signed in."""

    name: str
    is_staff: bool


def _may_enter_admin() -> Exists:
    granted = Q(group__user=OuterRef("pk")) | Q(user=OuterRef("pk"))
    return Exists(
        Permission.objects.filter(
            granted, codename="access_admin", content_type__app_label="wagtailadmin"
        )
    )


def bar(user: User) -> Bar:
    """One query, so that the fragment stays within its three."""
    nickname, may_enter = (
        User.objects.filter(pk=user.pk)
        .annotate(nickname=F("reader__nickname"), may_enter=_may_enter_admin())
        .values_list("nickname", "may_enter")
        .get()
    )
    return Bar(name=nickname or str(user), is_staff=user.is_superuser or may_enter)


def consents(reader: Reader) -> QuerySet[Consent]:
    """Every consent of *reader*, the newest first, ready to be shown."""
    return reader.consents.select_related("text", "member")


def texts_to_agree(reader: Reader) -> list[ConsentText]:
    """Texts in force that *reader* is bound to but has not agreed to in their present version.

    The privacy text binds everyone, the children's text those who have entered family members.
    """
    kinds = [ConsentKind.PRIVACY]
    if reader.family.exists():
        kinds.append(ConsentKind.CHILDREN)
    current = [text for kind in kinds if (text := ConsentText.objects.current(kind))]
    agreed = set(reader.consents.active().values_list("text_id", flat=True))
    return [text for text in current if text.pk not in agreed]


def never_confirmed(before: datetime) -> QuerySet[User]:
    """Accounts made by signing up before *before* that never got past the code."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(
        Exists(addresses),
        ~Exists(addresses.filter(verified=True)),
        date_joined__lt=before,
        last_login__isnull=True,
    )
