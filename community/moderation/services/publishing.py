"""Putting a version before everybody, and taking it away; the domain does its part."""

from django.utils import timezone

from community.moderation.enums import Lane, State
from community.moderation.models import Contribution, Version
from portal.core import generation


def publish(contribution: Contribution, version: Version) -> None:
    """Make *version* what everybody sees. The caller saves the contribution."""
    contribution.state = State.PUBLISHED
    contribution.published_version = version
    if contribution.waiting_version_id == version.pk:
        contribution.waiting_version = None
    contribution.published_at = contribution.published_at or timezone.now()
    voice = contribution.voice
    if voice.pen_name != version.pen_name:
        voice.pen_name = version.pen_name
        voice.save(update_fields=["pen_name"])
    contribution.spec.publish(contribution, version)
    generation.bump()


def retract(contribution: Contribution, state: State) -> None:
    """Take the published version away from the public; it stays on record."""
    contribution.state = state
    contribution.spec.retract(contribution)
    generation.bump()


def queue(contribution: Contribution, lane: Lane) -> None:
    """Let staff look at it. Whoever waits already keeps the place in the queue."""
    if contribution.waiting_since is None:
        contribution.waiting_since = timezone.now()
    contribution.lane = lane


def dequeue(contribution: Contribution) -> None:
    contribution.lane = ""
    contribution.waiting_since = None
