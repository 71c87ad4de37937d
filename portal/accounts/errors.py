"""What may go wrong with an account; the message may be shown to the reader."""


class AccountsError(Exception):
    """A rule about readers, family members or consents forbids this."""
