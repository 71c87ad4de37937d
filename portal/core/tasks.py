"""What the portal does after the answer has left."""

from django_tasks import task
from wagtail.models import Page

from portal.core.translations import sync_translations


@task()
def sync_page_translations(pk: int) -> int:
    """Bring the translations of a page up to date; says how many were published anew."""
    page = Page.objects.filter(pk=pk).first()
    return len(sync_translations(page.specific)) if page else 0
