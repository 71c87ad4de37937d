"""Addresses of home that exist once per language."""

from django.urls import path

from .feeds import ListsFeed, NewsFeed

app_name = "home"
urlpatterns = [
    path("feeds/news.xml", NewsFeed(), name="news_feed"),
    path("feeds/lists.xml", ListsFeed(), name="lists_feed"),
]
