"""Pictures for tests: a small plain one made on the spot."""

import io

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image
from wagtail.models import Collection

from portal.images.models import CustomImage


def picture_bytes(size: tuple[int, int] = (64, 48), image_format: str = "JPEG", **save) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#8c2f1b").save(buffer, image_format, **save)
    return buffer.getvalue()


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = CustomImage

    title = factory.Sequence(lambda n: f"图片{n}")
    description = "红色的方块"
    credit = "馆员自制"
    collection = factory.LazyFunction(lambda: Collection.objects.get(depth=1))
    width = 64
    height = 48

    @factory.lazy_attribute_sequence
    def file(self, n):
        return ContentFile(picture_bytes((self.width, self.height)), name=f"picture-{n}.jpg")
