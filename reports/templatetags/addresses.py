"""Which address of a page is the one to keep in search engines."""

import re

from django import template

register = template.Library()
FIXED = re.compile(r"/(?P<language>\w\w)/(?P<year>\d{4})/r\d+/(?:(?P<name>[^/]+)/)?")


@register.simple_tag(takes_context=True)
def canonical(context):
    """The address of this page without its query; of a fixed revision, that of the current one."""
    path = context["request"].path
    fixed = FIXED.fullmatch(path)
    return _current(**fixed.groupdict()) if fixed else path


def _current(language, year, name):
    if not name:
        return f"/{language}/{year}/"
    if name == "press":
        return f"/{language}/press/{year}/"
    folder = "indicators" if "." in name else "regions"
    return f"/{language}/{folder}/{name}/{year}/"
