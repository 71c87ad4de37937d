"""Personal data of the accounts and of the packages below them (see `privacy`)."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.utils.translation import gettext_lazy as _

from . import throttle
from .models import User
from .privacy import register


def _user(user: User) -> list[dict[str, Any]]:
    return [
        {
            "username": user.username,
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "date_joined": user.date_joined.isoformat(),
            "last_login": user.last_login and user.last_login.isoformat(),
        }
    ]


def _emails(user: User) -> list[dict[str, Any]]:
    return list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary"))


def _second_factors(user: User) -> list[dict[str, Any]]:
    return [
        {"type": factor.get_type_display(), "created_at": factor.created_at.isoformat()}
        for factor in Authenticator.objects.filter(user=user)
    ]


def _reader(user: User) -> list[dict[str, Any]]:
    reader = getattr(user, "reader", None)
    if reader is None:
        return []
    return [
        {
            "nickname": reader.nickname,
            "language": reader.language,
            "interests": reader.interests,
            "created_at": reader.created_at.isoformat(),
        }
    ]


def _family(user: User) -> list[dict[str, Any]]:
    reader = getattr(user, "reader", None)
    return list(reader.family.values("nickname", "birth_year", "birth_month")) if reader else []


def _cards(user: User) -> list[dict[str, Any]]:
    reader = getattr(user, "reader", None)
    if reader is None:
        return []
    return [
        {
            "system": card.system,
            "number": card.masked_number,
            "verified_at": card.verified_at.isoformat(),
        }
        for card in reader.cards.all()
    ]


def _consents(user: User) -> list[dict[str, Any]]:
    reader = getattr(user, "reader", None)
    if reader is None:
        return []
    return [
        {
            "text": f"{consent.text.kind} {consent.text.version}",
            "hash": consent.text.hash,
            "about": consent.member.nickname if consent.member else None,
            "channel": consent.channel,
            "given_at": consent.given_at.isoformat(),
            "withdrawn_at": consent.withdrawn_at and consent.withdrawn_at.isoformat(),
        }
        for consent in reader.consents.select_related("text", "member")
    ]


def _erase_attempts(user: User) -> None:
    AccessAttempt.objects.filter(username__in=throttle.names_of(user)).delete()


register("accounts.User", _("Account"), export=_user)
register("account.EmailAddress", _("E-mail addresses"), export=_emails)
register("mfa.Authenticator", _("Two-step sign-in"), export=_second_factors)
register("accounts.Reader", _("Reader"), export=_reader)
register("accounts.FamilyMember", _("Family members"), export=_family)
register("accounts.CardLink", _("Library cards"), export=_cards)
register("accounts.Consent", _("Consents"), export=_consents)
register("axes.AccessAttempt", _("Failed sign-ins"), erase=_erase_attempts)

# Staff at work: these rows go with the account or lose its name, and hold nothing of a reader's.
for _model in (
    "accounts.User_groups",
    "accounts.User_user_permissions",
    "wagtailusers.UserProfile",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.APIToken",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.PageSubscription",
    "wagtailcore.Page",
    "wagtailcore.Revision",
    "wagtailcore.WorkflowState",
    "wagtailcore.TaskState",
    "wagtailcore.UploadedFile",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtaildocs.Document",
    "wagtailimages.Image",
    "images.CustomImage",
    "wagtail_localize.StringTranslation",
    "wagtail_localize.SegmentOverride",
):
    register(_model, _("Work in the administration"))
