"""Addresses: public pages by language, files without one, the back office."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from reports.views.health import alive, ready
from reports.views.page import broken, icon, missing, root
from reports.views.sitemap import robots, sitemap

urlpatterns = [
    path("", root),
    path("favicon.ico", icon),
    path("healthz", alive),
    path("readyz", ready),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("admin/", include("registry.accounts.urls")),
    path("admin/", admin.site.urls),
    path("data/", include("reports.file_urls")),
    *i18n_patterns(path("", include("reports.urls"))),
]

handler403 = "registry.accounts.refusals.forbidden"
handler404 = missing
handler500 = broken
