"""The drawn pictures as images of the site, described and credited."""

import io

from django.core.files.base import ContentFile
from wagtail.models import Collection

from portal.demo import content
from portal.demo.art import PICTURES
from portal.images.models import CustomImage

from .demo import Demo


def build_pictures(demo: Demo) -> str:
    root = Collection.get_first_root_node()
    for row in content.read("pictures")["picture"]:
        image = CustomImage.objects.filter(title=row["title"]).first()
        if image is None:
            image = CustomImage.objects.create(
                title=row["title"],
                description=row["description"],
                description_en=row["description_en"],
                credit=row["credit"],
                collection=root,
                file=ContentFile(_jpeg(row["name"]), name=f"{row['name']}.jpg"),
            )
        demo.pictures[row["name"]] = image
    return f"{len(demo.pictures)} pictures"


def _jpeg(name: str) -> bytes:
    buffer = io.BytesIO()
    PICTURES[name]().finished().save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
