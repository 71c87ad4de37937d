"""Every change to readers, their families, consents and accounts."""

from .consents import give_consent, publish_text
from .erasure import erase_account
from .export import export_my_data
from .family import add_family_member, edit_family_member, remove_family_member
from .readers import ensure_reader, register_reader, update_reader
from .samples import publish_sample_texts
from .withdrawal import withdraw_consent

__all__ = [
    "add_family_member",
    "edit_family_member",
    "ensure_reader",
    "erase_account",
    "export_my_data",
    "give_consent",
    "publish_sample_texts",
    "publish_text",
    "register_reader",
    "remove_family_member",
    "update_reader",
    "withdraw_consent",
]
