"""The ways a letter can go: e-mail now, SMS and WeChat by adding a class to PORTAL_CHANNELS."""

from django.conf import settings
from django.utils.module_loading import import_string

from .base import Channel


def get_channel(name: str) -> Channel:
    return import_string(settings.PORTAL_CHANNELS[name])()
