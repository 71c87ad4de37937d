from wagtail.images.forms import BaseImageForm


class ImageForm(BaseImageForm):
    """Upload form of the image library."""
