"""The pages that set a password: asked for by its owner, or by a link from a manager."""

from django.contrib import admin
from django.contrib.auth import views
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from registry.accounts import locking
from registry.accounts.forms import ForgottenForm


class InTheFrame:
    """A page in the frame of the back office, for people who are not signed in."""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        """What may hold a name or a link is kept by no browser and no proxy."""
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        frame = admin.site.each_context(self.request)
        plain = {"has_permission": False, "is_nav_sidebar_enabled": False}
        return frame | plain | super().get_context_data(**kwargs)


class Forgotten(InTheFrame, views.PasswordResetView):
    form_class = ForgottenForm
    title = _("Forgotten password")

    @property
    def extra_email_context(self):
        return {"request": self.request}


class Sent(InTheFrame, views.PasswordResetDoneView):
    title = _("Look into your mailbox")


class SetPassword(InTheFrame, views.PasswordResetConfirmView):
    """The page behind a link: the first password of a new person, or a new one for a lost one."""

    title = _("Set your password")

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    def form_valid(self, form):
        """Who has the link is the owner: the account is open again."""
        locking.open_now(self.user)
        return super().form_valid(form)


class IsSet(InTheFrame, views.PasswordResetCompleteView):
    title = _("Your password is set")
