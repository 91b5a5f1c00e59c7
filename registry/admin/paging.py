"""Lists that may be of any length: counted so far and no further, so that each page is quick."""

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST = 10_000  # rows that a list counts and pages through; filters and exports reach the others


class BoundedPaginator(Paginator):
    @cached_property
    def first(self):
        """The rows (list) of the first page and one more: a short list need not be counted."""
        return list(self.object_list[: self.per_page + 1])

    @cached_property
    def _counted(self):
        """In the order of the list: its index ends at the last row that is counted."""
        is_short = len(self.first) <= self.per_page
        return len(self.first) if is_short else self.object_list[: MOST + 1].count()

    @property
    def count(self):
        """How many rows (int) the pages hold: MOST where there are more."""
        return min(self._counted, MOST)

    @property
    def is_cut(self):
        return self._counted > MOST

    def page(self, number):
        """A page of a list that gives each row once.

        Rows of a later one are found by their keys, to which an index alone leads.
        """
        page = super().page(number)
        if page.number == 1:
            page.object_list = self.first[: self.per_page]
        else:
            keys = list(page.object_list.values_list("pk", flat=True))
            page.object_list = self.object_list.filter(pk__in=keys)
        return page


class BoundedList(ChangeList):
    """A list that says when it holds more than it counts, and looks for no row twice."""

    def get_results(self, request):
        super().get_results(request)
        self.is_cut = self.paginator.is_cut
        if not self.multi_page:
            self.result_list = self.paginator.first
