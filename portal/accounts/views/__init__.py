from .consents import agree, consent_text, withdraw
from .data import delete, delete_confirm, download
from .family import add_member, edit_member, remove_member
from .me import bar, me, profile

__all__ = [
    "add_member",
    "agree",
    "bar",
    "consent_text",
    "delete",
    "delete_confirm",
    "download",
    "edit_member",
    "me",
    "profile",
    "remove_member",
    "withdraw",
]
