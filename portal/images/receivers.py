"""After an upload the sizes pages use are made in the background."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from .models import CustomImage
from .tasks import make_renditions

UID = "portal.images.renditions"


def image_saved(instance: CustomImage, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(partial(make_renditions.enqueue, instance.pk))


def connect() -> None:
    post_save.connect(image_saved, sender=CustomImage, dispatch_uid=UID)
