"""Addresses of the yearly grid, below /admin/.  The admin site wraps each view: staff only."""

from django.urls import path

from registry.admin.grid import views


def urls(wrap):
    """The addresses; `wrap` (the site's admin_view) asks for a signed-in member of staff."""
    section = "grid/<str:unit>/<int:year>/<slug:section>/"
    return [
        path(section, wrap(views.grid), name="grid"),
        path(f"{section}<int:pk>/", wrap(views.past), name="grid_past"),
    ]
