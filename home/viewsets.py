"""What staff edit besides pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from home.models import NewsCategory


class NewsCategoryViewSet(ModelViewSet):
    model = NewsCategory
    icon = "tag"
    menu_label = _("News categories")
    add_to_settings_menu = True
    form_fields = ["name", "name_en", "slug", "position"]
    list_display = ["name", "name_en", "slug", "position"]
    ordering = ["position", "pk"]
    search_backend_name = None
    search_fields = ["name", "name_en", "slug"]


news_categories = NewsCategoryViewSet("news_categories")
