"""The back office of the press text: a faulty template is refused, a preview saves nothing."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.portal import YEARS, KeptAdmin
from reports import grammar, press
from reports.catalogue import BY_CODE
from reports.forms import KeptForm
from reports.models import Milestone, PressTemplate
from reports.press.template import Figures
from reports.summary import NotPublished, Shelf, country_summary

PREVIEWS = 4  # years


def _unreported(text, language):
    """The slots (list of str) whose figure was not reported in the latest published year."""
    try:
        release = Shelf.of_today().current()
    except NotPublished:
        return []
    missing = {line.code for line in country_summary(release).country if line.is_missing}
    sentence = _("Slot {%(code)s}: the figure of %(year)s is not reported.")
    return [
        sentence % {"code": part.code, "year": release.year}
        for paragraph in press.parse(text, language)
        for parts in paragraph
        for part in parts
        if isinstance(part, Figures) and part.code in missing
    ]


def refuse_faults(text, language):
    """Raise ValidationError with a sentence for each slot of a text that cannot be filled."""
    faults = press.faults(text, language, BY_CODE) or _unreported(text, language)
    if faults:
        raise forms.ValidationError(faults)


class PressTemplateForm(KeptForm):
    """Refuses a slot that no release could fill."""

    class Meta:
        help_texts = {
            "text": gettext_lazy(
                "A sentence a line; an empty line begins a paragraph; # begins the headline. A slot"
                " is {indicator|style|forms of the noun}, the style exact, over:100, nearly:10 or "
                "round:1000. Also {year}, {publisher}, {publisher.short}, {milestones}."
            )
        }
        widgets = {"text": AdminTextareaWidget(attrs={"rows": 30})}

    def clean(self):
        data = super().clean()
        language = data.get("language") or self.instance.language
        try:
            refuse_faults(data.get("text", ""), language)
        except forms.ValidationError as faults:
            self.add_error("text", faults)
        return data

    def is_valid(self):
        """Whether to save it: what is only previewed never is."""
        return super().is_valid() and "_preview" not in self.data


@admin.register(PressTemplate)
class PressTemplateAdmin(KeptAdmin):
    form = PressTemplateForm
    list_display = ["language"]
    fields = ["language", "text"]
    change_form_template = "admin/reports/presstemplate/change_form.html"

    def render_change_form(self, request, context, **kwargs):
        form = context["adminform"].form
        if "_preview" in request.POST and not form.errors:
            language = form.cleaned_data.get("language") or form.instance.language
            context["previews"] = list(previews(form.cleaned_data["text"], language))
        return super().render_change_form(request, context, **kwargs)


def previews(text, language):
    """(Release, filled text) of a template for each of the latest published years."""
    for release in Shelf.of_today().each_year()[:PREVIEWS]:
        milestones = [m.text(language) for m in Milestone.objects.of(release.year)]
        yield release, press.render(text, country_summary(release), language, milestones)


class MilestoneForm(KeptForm):
    """Refuses a slot that no release could fill, in any of the three texts."""

    year = forms.IntegerField(label=gettext_lazy("year"), **YEARS)

    def clean(self):
        data = super().clean()
        for language in grammar.LANGUAGES:
            try:
                refuse_faults(data.get(f"text_{language}", ""), language)
            except forms.ValidationError as faults:
                self.add_error(f"text_{language}", faults)
        return data


@admin.register(Milestone)
class MilestoneAdmin(KeptAdmin):
    form = MilestoneForm
    list_display = ["year", "position", "text_kk"]
    list_filter = ["year"]
    fields = ["year", "position", "text_kk", "text_ru", "text_en"]
