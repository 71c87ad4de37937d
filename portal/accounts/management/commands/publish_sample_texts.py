from typing import Any

from django.core.management.base import BaseCommand

from portal.accounts import services


class Command(BaseCommand):
    help = "Put sample consent texts in force where the library has none yet."

    def handle(self, *args: Any, **options: Any) -> None:
        texts = services.publish_sample_texts()
        self.stdout.write(", ".join(str(text) for text in texts) or "nothing to do")
