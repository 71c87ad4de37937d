"""Make the sizes of pictures that are missing, for instance after the list of widths has grown."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.images.models import CustomImage
from portal.images.tasks import make_renditions


class Command(BaseCommand):
    help = "Make missing renditions of all pictures."

    def handle(self, *args: Any, **options: Any) -> None:
        images = CustomImage.objects.values_list("pk", flat=True)
        made = sum(make_renditions.call(pk) for pk in images)
        self.stdout.write(f"{made} renditions made for {len(images)} pictures.")
