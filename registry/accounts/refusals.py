"""What a person reads when a page of the back office is closed to them."""

from django.contrib import admin
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied


def forbidden(request, exception=None):
    """The page in place of one that is not allowed; it gives the reason if one was given."""
    if not request.path_info.startswith(reverse("admin:index")):
        return permission_denied(request, exception)
    context = admin.site.each_context(request) | {
        "title": _("This page is closed to you"),
        "reason": str(exception) if getattr(exception, "args", ()) else "",
    }
    return render(request, "admin/refused.html", context, status=403)
