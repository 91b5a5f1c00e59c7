"""The back office: Django's admin under the portal's name."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class PortalSite(admin.AdminSite):
    site_header = _("Reporting portal of the Assembly")
    site_title = _("Reporting portal")
    index_title = _("Sections")
