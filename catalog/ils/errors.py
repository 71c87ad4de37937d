"""What may go wrong between the portal and a library system.

A refusal ("you have too many holds") is no error but an `Outcome`. Only a *transient* error opens
the breaker or lets an older answer stand in.
"""


class ILSError(Exception):
    """Anything below; its text is for the log and the status page, never for readers."""

    transient = False


class ILSUnavailable(ILSError):  # noqa: N818
    """No answer, or none of the system's own: time-out, 5xx, broken frame, a proxy's page."""

    transient = True


class CircuitOpen(ILSUnavailable):
    """Not even asked: the last answers failed."""


class ILSBusy(ILSUnavailable):
    """Asked to come later; *retry_after* in seconds where the system said so."""

    def __init__(self, *args: object, retry_after: float | None = None) -> None:
        super().__init__(*args)
        self.retry_after = retry_after


class ILSProtocolError(ILSError):
    """An answer that does not fit the contract: an upgrade or a bug."""


class ILSConfigError(ILSError):
    """The portal's own account or address is wrong. Never to be shown as a wrong PIN."""


class NotSupported(ILSError):  # noqa: N818
    """The system lacks the capability; ask `capabilities` first."""


class NotFound(ILSError):  # noqa: N818
    """No such record, hold or loan, or not this patron's."""


class OutcomeUnknown(ILSError):  # noqa: N818
    """A command was sent and no answer came: read back, never send again."""
