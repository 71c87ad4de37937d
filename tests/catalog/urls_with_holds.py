"""The portal's addresses with a place for holds, whoever plays that part."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path

from portal.urls import urlpatterns as portal

holds = [path("books/<int:pk>/hold/", lambda request, pk: HttpResponse(), name="hold")]
urlpatterns = [
    *i18n_patterns(path("", include((holds, "borrowing"))), prefix_default_language=False),
    *portal,
]
