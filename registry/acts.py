"""What is kept of an act, and how it is told: in the language of its reader, not of the actor.

The log keeps the English sentence (a msgid) with its words; a word that has a name in each language
is kept by its key: sections, a day.
"""

import json
from datetime import date

from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry.sections import label_of


def keep(row, by, sentence, **words):
    """Keep an act about a row with its person: `sentence` is marked by gettext_noop."""
    text = kept(sentence, **words)
    LogEntry.objects.log_actions(by.pk, [row], CHANGE, change_message=text, single_object=True)


def kept(sentence, **words):
    """What the log keeps of an act (str)."""
    return json.dumps({"act": sentence, "words": words}, ensure_ascii=False)


def told(entry):
    """The act of a LogEntry (str) in the language of the reader; another entry as Django has it."""
    if not is_act(entry):
        return entry.get_change_message()
    act = json.loads(entry.change_message)
    return _(act["act"]) % {name: _in_words(name, word) for name, word in act["words"].items()}


def is_act(entry):
    return entry.change_message.startswith('{"act"')


def _in_words(name, word):
    if name == "sections":
        return ", ".join(str(label_of(key)) for key in word)
    if name == "day":
        return date_format(date.fromisoformat(word), "SHORT_DATE_FORMAT")
    return word
