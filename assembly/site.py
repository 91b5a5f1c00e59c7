"""The back office: Django's admin under the portal's name."""

from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page

from registry.accounts.site import SignInSite

ACTS = 20
ORDER = {"registry": 0, "reports": 1}


class PortalSite(SignInSite):
    site_header = _("Reporting portal of the Assembly")
    site_title = _("Reporting portal")
    index_title = _("Sections")

    def get_urls(self):
        """Add desk, grid and imports; leave out “view on site”, which leads to any record."""
        from registry.admin.grid.urls import urls as grid
        from registry.sheets.urls import urls as imports
        from reports.desk.urls import urls

        stock = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        own = [urls, grid, imports]
        return [*(url for make in own for url in make(self.admin_view)), *stock]

    def admin_view(self, view, cacheable=False):
        """Pages come packed: on a slow line that is most of the waiting.

        A guess at a secret by the size of a page fails: each comes with a random length, tokens
        are masked anew.
        """
        return gzip_page(super().admin_view(view, cacheable))

    def i18n_javascript(self, request, extra_context=None):
        """The words of the scripts, kept by the browser for an hour; another language is another
        cookie.
        """
        answer = super().i18n_javascript(request, extra_context)
        patch_cache_control(answer, private=True, max_age=60 * 60)
        patch_vary_headers(answer, ["Cookie"])
        return answer

    def index(self, request, extra_context=None):
        """The first page: the own region, an official's reports, the board, or all records."""
        from reports.desk import board, centre, region

        first = ((region, region.my_region), (board, board.board), (centre, centre.centre))
        for page, view in first:
            if page.is_first_page_of(request.user):
                return view(request)
        return super().index(request, extra_context)

    def get_app_list(self, request, app_label=None):
        """The registry first; names by the Kazakh alphabet, which Python does not know."""
        from registry.text import sort_key

        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: sort_key(str(model["name"])))
        return sorted(apps, key=lambda app: ORDER.get(app["app_label"], len(ORDER)))

    def get_log_entries(self, request):
        """What a person did lately.  Only the first page asks; the frame of every page would."""
        from registry.access import acts_in_sight

        acts = super().get_log_entries(request)
        if request.path != reverse("admin:index"):
            return acts.none()
        newest = acts.filter(user=request.user.pk).values_list("pk", flat=True)[:ACTS]
        return acts_in_sight(request.user, acts.filter(pk__in=list(newest)))

    def each_context(self, request):
        """Every page says when the records are invented."""
        from registry.models import is_demo  # models are not loaded yet when this file is

        return super().each_context(request) | {"is_demo": is_demo()}
