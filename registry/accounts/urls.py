"""Addresses of the pages that set a password.  Django's sign-in page looks for the first name."""

from django.urls import path

from registry.accounts import views

urlpatterns = [
    path("forgotten/", views.Forgotten.as_view(), name="admin_password_reset"),
    path("forgotten/sent/", views.Sent.as_view(), name="password_reset_done"),
    path("password/<uidb64>/<token>/", views.SetPassword.as_view(), name="password_reset_confirm"),
    path("password/set/", views.IsSet.as_view(), name="password_reset_complete"),
]
