from wagtail import hooks

from .viewsets import news_categories


@hooks.register("register_admin_viewset")
def register_news_categories():
    return news_categories
