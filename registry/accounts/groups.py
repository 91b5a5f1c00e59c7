"""What the groups are called on the pages: their names in the table are codes."""

from django.utils.translation import gettext_lazy as _

COORDINATORS, MANAGERS = "coordinators", "managers"
LABELS = {
    COORDINATORS: _("regional coordinators"),
    "reviewers": _("reviewers"),
    "editors": _("editors"),
    "approvers": _("approvers"),
    MANAGERS: _("managers of accounts"),
    "officials": _("officials"),
}


def label(name):
    """The name (str) of a group for people."""
    return LABELS.get(name, name)
