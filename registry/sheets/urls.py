"""Addresses of the import steps, below /admin/.  The admin site wraps each view: staff only."""

from django.urls import path

from registry.sheets import views
from registry.sheets.intake import OTHERS, Intake

STEPS = (
    ("", views.start, "section"),
    ("template.xlsx", views.template, "template"),
    ("<int:pk>/", views.check, "check"),
    ("<int:pk>/marked.xlsx", views.marked, "marked"),
    ("<int:pk>/rest.xlsx", views.rest, "rest"),
)


def urls(wrap):
    """The addresses; `wrap` (the site's admin_view) asks for a signed-in member of staff."""
    batch = "import/receipts/<int:pk>/"
    return [
        path(batch, wrap(views.receipt), name="import_receipt"),
        path(f"{batch}undo/", wrap(views.undo), name="import_undo"),
        *_steps(wrap, "import/<str:unit>/<int:year>/<slug:section>/", Intake.pages),
        *(one for key, kind in OTHERS.items() for one in _others(wrap, key, kind)),
    ]


def _others(wrap, key, kind):
    """The steps of sheets that belong to no section of a return."""
    return _steps(wrap, f"import/{key}/", kind.pages, {"section": key})


def _steps(wrap, start, pages, known=None):
    return [path(start + s, wrap(view), known, name=f"{pages}_{n}") for s, view, n in STEPS]
