"""The back office: Django's admin under the portal's name."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class PortalSite(admin.AdminSite):
    site_header = _("Reporting portal of the Assembly")
    site_title = _("Reporting portal")
    index_title = _("Sections")

    def get_urls(self):
        """Leave out “view on site”: it would lead to any record, whosever it is."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def each_context(self, request):
        """Every page says when the records are invented."""
        from registry.models import is_demo  # models are not loaded yet when this file is

        return super().each_context(request) | {"is_demo": is_demo()}
