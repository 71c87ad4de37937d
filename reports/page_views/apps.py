from django.apps import AppConfig


class PageViewsConfig(AppConfig):
    name = "reports.page_views"
    label = "page_views"
