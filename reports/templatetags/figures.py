"""Numbers, dates and links as the pages write them."""

import re
from datetime import datetime
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registry.sections import BY_KEY
from reports import grammar
from reports.causes import WORDS
from reports.summary.changes import causes_in

register = template.Library()
HYPHENED = re.compile(r"(\w{1,30}-\w{1,30})")


def _words():
    return grammar.of(get_language())


@register.filter
def number(value):
    """A whole number in groups of three digits: 6 358 or 6,358."""
    return "" if value is None else _words().number(value)


@register.filter
def change(value):
    """A difference with its sign."""
    return "" if value is None else _words().change(value)


@register.simple_tag
def difference_of(value, before):
    """The difference of two numbers with its sign."""
    return change(value - before)


@register.simple_tag
def size_of(release, name):
    """How large a file of a release is, beside its link: " (54 kB)"; "" where not measured."""
    if name not in release.sizes:
        return ""
    kilobytes = number(max(1, round(release.sizes[name] / 1000)))
    return " ({})".format((_("%(n)s kB") % {"n": kilobytes}).replace(" ", "\u00a0"))


@register.filter
def percent(value):
    """A change in per cent with its sign."""
    return "" if value is None else _words().percent(value)


@register.filter
def decimal(value):
    """A number with one decimal."""
    return "" if value is None else _words().decimal(value)


@register.filter
def share(value):
    """A part in per cent."""
    return "" if value is None else _words().share(value)


@register.filter
def long_date(day):
    """A date written out; of a moment, the day that it is in Kazakhstan."""
    if isinstance(day, datetime):
        day = localdate(day)
    return _words().long_date(day) if day else ""


@register.filter
def get(mapping, key):
    """One value of a dict."""
    return mapping.get(key)


@register.filter
def note(release):
    """Why there is this revision, in the reader's language."""
    return getattr(release, f"note_{get_language()}")


@register.filter
def why(release, line):
    """The causes (tuple of codes) with which a release explains that a line changed."""
    return causes_in(release).get((line.code, line.place.code), ())


@register.filter
def in_words(causes):
    """Why a figure was corrected: the words of the codes, with commas between."""
    return ", ".join(str(WORDS.get(code, code)) for code in causes)


@register.filter
def is_text(value):
    """Whether one choice of a form stands for itself: its other half is no group of choices."""
    return isinstance(value, str | Promise)


@register.filter
def has_any(options, chosen):
    """Whether one of some (code, label) is chosen."""
    return any(code in chosen for code, _label in options)


@register.simple_tag
def label_of(definition):
    """The name of an indicator in the language of the page."""
    return definition.words[get_language()]["label"]


@register.filter
def unbroken(text):
    """A text whose words with a hyphen, «іс-шара», stay on one line."""
    parts = HYPHENED.split(text)
    return format_html_join("", "{}", ((_whole(part, i),) for i, part in enumerate(parts)))


def _whole(part, position):
    """Every second part is a word with a hyphen."""
    return format_html('<span class="whole">{}</span>', part) if position % 2 else part


@register.filter
def source_of(definition):
    """The section (str) of the yearly returns that is counted; none for what is only reported."""
    section = BY_KEY.get(definition.section)
    return section.label if section else ""


@register.inclusion_tag("reports/_value.html")
def value_of(figure):
    """A value, or one of the three kinds of nothing with words for those who listen."""
    return {"figure": figure}


@register.simple_tag(takes_context=True)
def indicator_address(context, line):
    """The indicator of a line, in the page's year; on a fixed page in its revision."""
    release = context["release"]
    if context["number"]:
        return reverse("reports:figure", args=[release.year, release.number, line.code])
    return reverse("reports:indicator_year", args=[line.code, release.year])


@register.simple_tag(takes_context=True)
def unit_address(context, place):
    """The latest page of a unit; on a fixed page the one in its revision."""
    release = context["release"]
    if context["number"]:
        return reverse("reports:unit", args=[release.year, release.number, place.code])
    return reverse("reports:region", args=[place.code])


@register.simple_tag(takes_context=True)
def rows_address(context, code):
    """Where staff find the records behind an indicator, in the language of the page."""
    release = context["release"]
    page = reverse("admin:desk_rows", args=[code, release.year])
    query = {"revision": release.number} if context["number"] else {}
    return f"{page}?{urlencode(query | {'lang': get_language()})}"


@register.simple_tag
def own_languages():
    """(code, name) of each language; a language is always named in itself."""
    return settings.LANGUAGES


@register.simple_tag(takes_context=True)
def in_language(context, code):
    """The address of this page in another language, with its query."""
    path = context["request"].get_full_path()
    return f"/{code}/{path[4:]}" if path[1:3] in grammar.LANGUAGES else f"/{code}/"
