"""The yearly text: from a template of sentences with slots, and the figures of a release.

A template has a sentence a line; an empty line begins a new paragraph; a line that begins with #
is the headline.  What stands in braces is a slot:

    {elders.councils|exact|совет/совета/советов}    a figure, its style, the forms of its noun
    {ecas.active|over:100}     more than a round number; nearly:10 and round:1000 alike
    {ecas.active|over:100:words}    a thousand in words
    {year}  {year-5}  {publisher}  {publisher.short}
    {milestones}    on a line of its own: what happened in this year alone
"""

from reports.press.template import BadSlot, Figures, Word, faults, parse
from reports.press.text import problems, render, slots

__all__ = ["BadSlot", "Figures", "Word", "faults", "parse", "problems", "render", "slots"]
