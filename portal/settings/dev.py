"""The machine of someone who tries or develops the portal: `make run` uses these."""

from .base import *

DEBUG = env.bool("DEBUG", default=False)
PORTAL_STYLEGUIDE = True
INTERNAL_IPS = ["127.0.0.1"]
AXES_ENABLED = env.bool("AXES_ENABLED", default=True)
