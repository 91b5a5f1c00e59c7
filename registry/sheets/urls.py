"""Addresses of the import steps, below /admin/.  The admin site wraps each view: staff only."""

from django.urls import path

from registry.sheets import views


def urls(wrap):
    """The addresses; `wrap` (the site's admin_view) asks for a signed-in member of staff."""
    section = "import/<str:unit>/<int:year>/<slug:section>/"
    batch = "import/receipts/<int:pk>/"
    return [
        path(batch, wrap(views.receipt), name="import_receipt"),
        path(f"{batch}undo/", wrap(views.undo), name="import_undo"),
        path(section, wrap(views.start), name="import_section"),
        path(f"{section}template.xlsx", wrap(views.template), name="import_template"),
        path(f"{section}<int:pk>/", wrap(views.check), name="import_check"),
        path(f"{section}<int:pk>/marked.xlsx", wrap(views.marked), name="import_marked"),
        path(f"{section}<int:pk>/rest.xlsx", wrap(views.rest), name="import_rest"),
    ]
