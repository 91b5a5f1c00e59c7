"""Limits beyond which a number wants a reason: in the grid, in an import, when a year is sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Beyond these a number wants a reason."""

    change_percent: int = 50
    change_least: int = 20
    range_years: int = 5
    range_known: int = 3  # a range of fewer known years says nothing
    crowd_times: int = 5
    crowd_over: int = 500
    members_least: int = 3
    members_most: int = 50
    members_in: tuple[str, ...] = ("elders", "mothers")  # the sections with usual members


LIMITS = Limits()


def has_jumped(before, now):
    """Whether a number (int) differs from last year's by too much."""
    gap = abs(now - before)
    return gap >= LIMITS.change_least and 100 * gap > LIMITS.change_percent * before


def is_odd_size(section, members):
    """Whether a structure of a section (key) has unusually few or many members (int)."""
    is_usual = LIMITS.members_least <= members <= LIMITS.members_most
    return section in LIMITS.members_in and not is_usual


def is_crowd(visitors, mean):
    """Whether one event has unusually many visitors (int) beside the unit's mean."""
    return visitors > LIMITS.crowd_over and visitors > LIMITS.crowd_times * mean
