"""Work on pictures that no visitor and no editor should wait for."""

from django_tasks import task

from .models import CustomImage
from .renditions import missing_specs


@task(queue_name="images")
def make_renditions(image_id: int) -> int:
    """Make the renditions pages use that the image lacks; say how many were made."""
    image = CustomImage.objects.filter(pk=image_id).first()
    if image is None:
        return 0
    missing = missing_specs(image)
    for spec in missing:  # one after the other: an AVIF of a large picture fills a core by itself
        image.get_rendition(spec)
    return len(missing)
