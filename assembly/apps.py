"""The admin of the portal in place of Django's."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "assembly.site.PortalSite"
