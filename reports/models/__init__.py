"""What is published, and what headquarters adds to it."""

from reports.models.releases import Definition, Figure, LevelFigure, Release
from reports.models.reported import ReportedValue
from reports.models.withdrawals import Withdrawal
from reports.models.words import IndicatorNote, Milestone, PressTemplate, Publisher, Term
