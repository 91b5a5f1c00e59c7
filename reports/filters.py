"""What a reader compares: the choices of the form, checked, and the figures that they name."""

from django.db.models import Q
from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter

from reports.models import Figure
from reports.summary import Comparison

ALL, COUNTRY = "all", "country"
REPORTED, COMPARABLE = "reported", "comparable"
YEARS_AT_FIRST = 5  # how many years are shown to who names none


class ComparisonForm(Form):
    """The years must follow each other."""

    def clean(self):
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and first > last:
            self.add_error("to", _("The last year is before the first year."))


def _filter(kind, label, unknown, **extra):
    return kind(label=label, error_messages={"invalid_choice": unknown}, **extra)


class FigureFilter(FilterSet):
    """The current figures of chosen indicators, units and years.

    `query` (QueryDict) may hold anything; `offer` (Offer) says what can be chosen.
    """

    class Meta:
        model = Figure
        fields = []
        form = ComparisonForm

    def __init__(self, query, offer):
        self.offer = offer
        super().__init__(_asked(query, offer, self.base_filters), offer.figures())
        for name, choices in _choices(offer).items():
            self.filters[name].extra["choices"] = choices
        self.unknown = sorted(set(query) - set(self.filters))

    @classmethod
    def get_filters(cls):
        """The filters under the names of the address: `from` cannot be the name of an attribute."""
        year = {"field_name": "release__year", "empty_label": None}
        no_year = _("No figures are published for this year: %(value)s.")
        return {
            "i": _filter(
                MultipleChoiceFilter,
                _("Indicators"),
                _("Unknown indicator: %(value)s. Choose from the list."),
                method="of_indicators",
            ),
            "r": _filter(
                MultipleChoiceFilter,
                _("Reporting units"),
                _("Unknown reporting unit: %(value)s. Choose from the list."),
                method="of_units",
            ),
            "from": _filter(ChoiceFilter, _("From year"), no_year, lookup_expr="gte", **year),
            "to": _filter(ChoiceFilter, _("To year"), no_year, lookup_expr="lte", **year),
            "territory": _filter(
                ChoiceFilter,
                _("Territory"),
                _("Unknown choice: %(value)s. Choose from the list."),
                method="of_territory",
                empty_label=None,
            ),
        }

    def of_indicators(self, figures, _name, codes):
        return figures if ALL in codes else figures.filter(indicator__in=codes)

    def of_units(self, figures, _name, _slugs):
        codes = {place.code for t in self.territories for place in t.places}
        # The country's figure tells whether an indicator was there in a year at all.
        return figures.filter(Q(region__in=codes - {None}) | Q(region=None))

    def of_territory(self, figures, _name, _choice):
        return figures

    @property
    def is_complete(self):
        """Whether there is something to show: at least one indicator and one unit."""
        return bool(self.form.cleaned_data["i"] and self.form.cleaned_data["r"])

    @property
    def is_comparable(self):
        return self.form.cleaned_data["territory"] == COMPARABLE

    @property
    def releases(self):
        """The releases of the chosen years, oldest first."""
        first, last = (int(self.form.cleaned_data[name]) for name in ("from", "to"))
        return [r for r in self.offer.releases if first <= r.year <= last]

    @property
    def definitions(self):
        codes = self.form.cleaned_data["i"]
        return [d for d in self.offer.definitions if ALL in codes or d.indicator in codes]

    @property
    def territories(self):
        """The chosen Territories, each once, the country first."""
        slugs, releases = self.form.cleaned_data["r"], self.releases
        there = {unit["code"] for release in releases for unit in release.units}
        codes = [None] if COUNTRY in slugs else []
        for place in self.offer.atlas.places.values():
            if place.slug in slugs or (ALL in slugs and place.code in there):
                codes.append(place.code)
        years = (releases[0].year, releases[-1].year)
        found = [self.offer.territory(code, self.is_comparable, *years) for code in codes]
        return list({territory.code: territory for territory in found}.values())

    def comparison(self):
        """What is chosen (Comparison), not yet read."""
        return Comparison(self.releases, self.definitions, self.territories, self.offer.atlas)

    def query(self):
        """The choices as an address carries them (str), in one order and without the rest."""
        query = QueryDict(mutable=True)
        for name in self.filters:
            query.setlist(name, dict.fromkeys(self.data.getlist(name)))
        if not self.is_comparable:
            del query["territory"]
        return query.urlencode()


def _asked(query, offer, names):
    """The query (QueryDict) without empty values and strange names, the years filled in."""
    asked = QueryDict(mutable=True)
    for name in names:
        asked.setlist(name, [value for value in query.getlist(name) if value])
    defaults = {"from": offer.years[-YEARS_AT_FIRST:][0], "to": offer.years[-1]}
    for name, value in (defaults | {"territory": REPORTED}).items():
        if not asked.getlist(name):
            asked[name] = str(value)
    return asked


def _choices(offer):
    """{name: choices} of each field."""
    years = [(str(year), str(year)) for year in offer.years]
    units = [(place.slug, place.name) for place in offer.atlas.places.values()]
    return {
        "i": [(ALL, _("All indicators")), *offer.themes()],
        "r": [(COUNTRY, _("Kazakhstan")), (ALL, _("All reporting units")), *units],
        "from": years,
        "to": years,
        "territory": [
            (REPORTED, _("As reported then")),
            (COMPARABLE, _("Comparable territory")),
        ],
    }
