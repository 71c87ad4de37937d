from typing import Any

from django.core.management.base import BaseCommand

from home.services import create_site
from portal.core.roles import ensure_roles


class Command(BaseCommand):
    help = "Create the site, its front pages and index pages in all languages. Safe to repeat."

    def handle(self, **options: Any) -> None:
        home = create_site()
        ensure_roles()
        count = home.get_descendants(inclusive=True).count()
        self.stdout.write(f"The site has {count} pages in {home.locale.language_code}.")
