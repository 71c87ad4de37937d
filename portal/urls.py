"""Every address of the portal; docs/explanation/addresses.md lists those promised to others."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.images.views.serve import ServeView

from catalog.api import router as records_api
from catalog.sitemaps import RECORD_SECTION
from community.clubs.api import router as clubs_api
from community.clubs.sitemaps import CLUBS_SECTION
from community.reviews.api import router as reviews_api
from community.volunteers.api import router as volunteering_api
from community.works.api import router as works_api
from community.works.sitemaps import CALL_SECTION, WORK_SECTION
from events.api import router as events_api
from events.rosters import urls as rosters
from portal.core import health, sitemaps
from portal.core.api import router as network_api
from portal.core.views import styleguide
from portal.core.webapi import PortalAPI, docs, problems
from reports.annual.api import router as annual_api
from reports.figures.api import router as figures_api
from reports.figures.sitemaps import FIGURES_SECTION
from reports.plan.api import router as plan_api
from reports.plan.sitemaps import PLAN_SECTION

SITEMAP = {
    "pages": sitemaps.PAGES,
    "books": RECORD_SECTION,
    "plan": PLAN_SECTION,
    "figures": FIGURES_SECTION,
    "clubs": CLUBS_SECTION,
    "calls": CALL_SECTION,
    "works": WORK_SECTION,
}

API = PortalAPI(title="Shuxiang open data", version="1", description=docs.DESCRIPTION)
API.add_router("", network_api)
API.add_router("/events", events_api)
API.add_router("/records", records_api)
API.add_router("", figures_api)
API.add_router("/reviews", reviews_api)
API.add_router("/works", works_api)
API.add_router("/clubs", clubs_api)
API.add_router("/volunteering", volunteering_api)
API.add_router("/plan", plan_api)
API.add_router("/annual-reports", annual_api)

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sections": SITEMAP}, name="sitemap"),
    path(
        "sitemap-<slug:name>-<int:number>.xml",
        sitemaps.part,
        {"sections": SITEMAP},
        name="sitemap-part",
    ),
    path("", include("portal.core.urls")),
    # One door for everybody: Wagtail's own form would ask for no second step.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/", RedirectView.as_view(pattern_name="api_docs"), name="api"),
    path("api/v1/", API.urls),
    path("documents/", include(wagtaildocs_urls)),
    path(
        "images/<signature>/<int:image_id>/<filter_spec>/",
        ServeView.as_view(),
        name="wagtailimages_serve",
    ),
    # Wagtail's own list of image addresses adds the file's name.
    path("images/<signature>/<int:image_id>/<filter_spec>/<filename>", ServeView.as_view()),
]

urlpatterns += i18n_patterns(
    path("api/v1/docs", docs.page, {"api": API}, name="api_docs"), prefix_default_language=False
)
urlpatterns.append(path("api/<path:rest>", problems.not_found))

if settings.PORTAL_STYLEGUIDE:
    urlpatterns += i18n_patterns(
        path("styleguide/", styleguide.index, name="styleguide"), prefix_default_language=False
    )

urlpatterns += i18n_patterns(
    path("", include("portal.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("portal.notify.urls")),
    path("", include("catalog.borrowing.urls")),
    path("books/", include("catalog.urls")),
    path("", include("home.urls")),
    path("", include("community.volunteers.urls")),
    path("", include("community.clubs.urls")),
    path("", include("events.spaces.urls")),
    path("", include("events.registration.urls")),
    path("", include("events.urls")),
    path("", include("community.moderation.urls")),
    path("", include("community.reviews.urls")),
    path("", include("community.works.urls")),
    path("", include(rosters.public)),
    path("", include("reports.plan.urls")),
    path("", include("reports.opendata.urls")),
    path("", include("reports.figures.urls")),
    path("", include("reports.annual.urls")),
    path("", include("reports.own_year.urls")),
    path("", include("search.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler403 = "portal.core.views.errors.forbidden"
handler404 = "portal.core.views.errors.not_found"
handler429 = "portal.accounts.throttle.too_many_requests"
