"""The records of the registry, a file for each noun."""

from registry.models.associations import Association
from registry.models.clubs import JournalistsClub, MaterialCount
from registry.models.corrections import Amendment, Comment, Correction, Omission
from registry.models.councils import (
    EldersCouncil,
    ExpertGroup,
    MothersCouncil,
    UniversityChair,
    YouthBranch,
)
from registry.models.events import BodyKind, Event, Participation, Scope, Topic
from registry.models.exports import ListExport
from registry.models.honours import Ambassador, Award, Memorandum, Nomination
from registry.models.houses import House
from registry.models.imports import ImportBatch, ImportedRow, Upload
from registry.models.letters import Letter
from registry.models.media import Language, MediaOutlet
from registry.models.mediation import Agreement, Mediator, Training
from registry.models.origin import DemoMark, is_demo
from registry.models.people import User
from registry.models.programmes import MonitoringTrip, Programme
from registry.models.receipts import Receipt, WarningReason
from registry.models.regions import REPUBLIC, Region, Reporters
from registry.models.returns import ReportingYear, SectionState, Submission
from registry.models.sent import SentForm
from registry.models.structures import Form, Headcount, Kind, Level, Structure

# The kind of a structure: the model of its own section
_OF_A_KIND = (
    EldersCouncil,
    MothersCouncil,
    YouthBranch,
    ExpertGroup,
    UniversityChair,
    JournalistsClub,
)
PROXIES = {model.KIND: model for model in _OF_A_KIND}
