"""Accounts.  A manager adds people and gives them their work, never more rights than that."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as AuthUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from registry import acts
from registry.accounts import links, locking, second_factor
from registry.accounts.forms import GroupsField, NewPersonForm, PersonForm
from registry.accounts.groups import COORDINATORS, LABELS, MANAGERS, label
from registry.admin.portal import PortalAdmin
from registry.models import Region, User
from registry.reference import GROUPS

NAMES = ["last_name", "first_name", "email", "language"]

# The table in reference.py says what a group may do and is loaded anew by each migrate.
admin.site.unregister(Group)
# Keys of people are nobody's to read or write.
admin.site.unregister([TOTPDevice, StaticDevice])


class GroupFilter(admin.SimpleListFilter):
    title = gettext_lazy("work")
    parameter_name = "group"

    def lookups(self, request, model_admin):
        return LABELS.items()

    def queryset(self, request, queryset):
        return queryset.filter(groups__name=self.value()) if self.value() in LABELS else queryset


@admin.register(User)
class UserAdmin(PortalAdmin, AuthUserAdmin):
    form, add_form, add_form_template = PersonForm, NewPersonForm, None
    list_display = ["username", "full_name", "work", "whose", "standing", "last_login"]
    list_filter = ["is_active", GroupFilter, "units"]
    actions = ["open_accounts", "deactivate"]
    filter_horizontal = []
    who = (gettext_lazy("Personal info"), {"fields": NAMES})
    add_fieldsets = [who, (gettext_lazy("Work"), {"fields": ["groups", "units"]})]
    fieldsets = [
        (None, {"fields": ["username"]}),
        who,
        (gettext_lazy("Work"), {"fields": ["groups", "units", "is_active"]}),
    ]
    rights = (gettext_lazy("Rights"), {"fields": ["is_staff", "is_superuser"]})

    # What is shown

    def get_queryset(self, request):
        """A manager reaches neither superusers nor managers, the own account included."""
        people = locking.with_locks(super().get_queryset(request)).prefetch_related(
            "groups", "units"
        )
        if request.user.is_superuser:
            return second_factor.with_factors(people)
        return people.exclude(is_superuser=True).exclude(groups__name=MANAGERS)

    @admin.display(description=gettext_lazy("last and first name"), ordering="last_name")
    def full_name(self, user):
        return f"{user.last_name} {user.first_name}".strip()

    @admin.display(description=gettext_lazy("work"))
    def work(self, user):
        return ", ".join(str(label(group.name)) for group in user.groups.all())

    @admin.display(description=gettext_lazy("reporting units"))
    def whose(self, user):
        return ", ".join(unit.short_name for unit in user.units.all())

    @admin.display(description=gettext_lazy("state"), ordering="is_active")
    def standing(self, user):
        """Whether a person can sign in now, and if not, why."""
        if not user.is_active:
            return _("has left")
        if user.locked_at:
            time = date_format(locking.until(user.locked_at), "TIME_FORMAT")
            return _("locked until %(time)s") % {"time": time}
        return _("active") if user.has_usable_password() else _("has set no password yet")

    # What may be given

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        return [*sets, self.rights] if obj and request.user.is_superuser else sets

    def get_field_queryset(self, db, db_field, request):
        if db_field.name == "groups" and not request.user.is_superuser:
            return Group.objects.filter(name__in=set(GROUPS) - {MANAGERS})
        if db_field.name == "units":
            return Region.objects.filter(closed_on__isnull=True)
        return super().get_field_queryset(db, db_field, request)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in ("groups", "units"):
            kwargs["widget"] = forms.CheckboxSelectMultiple
        if db_field.name == "groups":
            kwargs["form_class"] = GroupsField
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.help_text = "" if db_field.name in ("groups", "units") else field.help_text
        return field

    def get_changeform_initial_data(self, request):
        """Whoever is added is a coordinator, most of the time."""
        coordinators = Group.objects.filter(name=COORDINATORS).values_list("pk", flat=True)
        return {"groups": list(coordinators)} | super().get_changeform_initial_data(request)

    def has_delete_permission(self, request, obj=None):
        """An account is switched off: what its owner did keeps a name."""
        return False

    def save_model(self, request, obj, form, change):
        obj.is_staff = obj.is_staff or not change  # the back office is all that an account opens
        super().save_model(request, obj, form, change)

    # One-time links and locks

    def get_urls(self):
        """Nobody types a password for another person: Django's page for that is left out."""
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(self._act(act)),
                name=f"registry_user_{name}",
            )
            for name, act in (
                ("link", self.hand_over),
                ("unlock", self.open_account),
                ("forget", self.forget_factor),
            )
        ]
        return [*own, *(url for url in super().get_urls() if "password" not in str(url.name))]

    def _act(self, act):
        """A view that does something to one account within reach."""

        def view(request, object_id):
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            user = self.get_object(request, object_id)
            if user is None or not self.has_change_permission(request, user):
                raise PermissionDenied
            return act(request, user)

        return view

    def response_add(self, request, obj, post_url_continue=None):
        return self.hand_over(request, obj)

    def hand_over(self, request, user):
        """Show a new one-time link, and send it where there is a mail server."""
        if not user.is_active:
            raise PermissionDenied(_("This account is switched off."))
        is_sent = links.is_mailed() and bool(user.email)
        if is_sent:
            links.send(request, user)
        acts.keep(user, request.user, gettext_noop("Made a one-time link that sets the password."))
        context = self.admin_site.each_context(request) | {
            "title": _("One-time link"),
            "opts": self.opts,
            "person": user,
            "link": links.make(request, user),
            "until": links.valid_until(),
            "is_sent": is_sent,
        }
        return TemplateResponse(request, "admin/registry/user/link.html", context)

    def open_account(self, request, user):
        locking.open_now(user)
        acts.keep(user, request.user, gettext_noop("Opened the locked account."))
        self.message_user(request, _("The account is open: %(user)s.") % {"user": user})
        return HttpResponseRedirect(reverse("admin:registry_user_change", args=[user.pk]))

    def forget_factor(self, request, user):
        """For who has lost the phone and the recovery codes; only another superuser may."""
        if not request.user.is_superuser or user == request.user:
            raise PermissionDenied
        if second_factor.forget(user):
            acts.keep(user, request.user, gettext_noop("Forgot the sign-in code."))
        text = _(
            "The sign-in code is forgotten: %(user)s. Another can be set up at the next sign-in."
        )
        self.message_user(request, text % {"user": user})
        return HttpResponseRedirect(reverse("admin:registry_user_change", args=[user.pk]))

    @admin.action(permissions=["change"], description=gettext_lazy("Open the locked accounts"))
    def open_accounts(self, request, people):
        for user in people:
            locking.open_now(user)
            acts.keep(user, request.user, gettext_noop("Opened the locked account."))
        self.message_user(request, _("The chosen accounts are open."))

    @admin.action(permissions=["change"], description=gettext_lazy("Switch the accounts off"))
    def deactivate(self, request, people):
        """Who leaves cannot sign in any more; all that they did stays."""
        for user in people.exclude(pk=request.user.pk).filter(is_active=True):
            user.is_active = False
            user.save(update_fields=["is_active"])
            acts.keep(user, request.user, gettext_noop("Switched the account off."))
        self.message_user(request, _("The chosen accounts are switched off."), messages.SUCCESS)
