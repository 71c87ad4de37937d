import re
from pathlib import Path

from django.conf import settings
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from portal.core.checks import check_page_types, errors_of
from portal.core.models import BasePage


class Loose(Page):
    class Meta:
        abstract = True
        app_label = "core"


class Lazy(BasePage):
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        abstract = True
        app_label = "core"


class Tidy(Lazy):
    subpage_types = []

    class Meta:
        abstract = True
        app_label = "core"


class Leaky(Tidy):
    base_form_class = WagtailAdminPageForm

    class Meta:
        abstract = True
        app_label = "core"


def test_the_page_types_of_the_project_keep_the_rules():
    assert check_page_types() == []


def test_a_page_without_base_page_or_place_is_refused():
    assert [error.id for error in errors_of(Loose)] == ["portal.E001", "portal.E002", "portal.E002"]
    assert [error.msg for error in errors_of(Lazy)] == ["Lazy does not define subpage_types."]
    assert errors_of(Tidy) == []
    assert [error.id for error in errors_of(Leaky)] == ["portal.E003"]


def test_nobody_but_the_sanitiser_calls_bleach():
    root = Path(settings.BASE_DIR)
    callers = [
        str(path.relative_to(root))
        for folder in ("portal", "catalog", "events", "reading_lists", "community", "search")
        for path in (root / folder).rglob("*.py")
        if re.search(r"^\s*(import|from) bleach", path.read_text(), re.MULTILINE)
    ]
    assert callers == ["portal/core/sanitize.py"]
