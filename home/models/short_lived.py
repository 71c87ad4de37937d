"""Pages that say what is so right now."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

SECONDS = 60


class ShortLived(models.Model):
    """A page with opening states or the next events on it: caches keep it for a minute."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        if "Cache-Control" not in response:
            patch_cache_control(response, public=True, max_age=SECONDS)
        return response
