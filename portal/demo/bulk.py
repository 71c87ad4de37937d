"""Work that is done once after many saves, instead of after each."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.images import receivers as image_receivers
from portal.images.models import CustomImage


@contextmanager
def saving_in_bulk() -> Iterator[None]:
    """Bring the search and reference indexes up to date at the end.

    The sizes of pictures are left to `make_renditions`, which `run_jobs` runs when it starts; until
    then each is made when a browser first asks for it.
    """
    import_module(settings.ROOT_URLCONF)  # registers the models whose references are counted
    post_save.disconnect(sender=CustomImage, dispatch_uid=image_receivers.UID)
    models = [
        model
        for model in get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        image_receivers.connect()
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)
    call_command("update_index", backend_name="default", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
