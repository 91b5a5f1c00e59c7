"""The press text and the milestones as they are until editors say otherwise."""

from pathlib import Path

from django.conf import settings

from reports.models import Milestone, PressTemplate

TEXTS = Path(__file__).parent / "press" / "first"

# year, sentence in Kazakh, Russian and English
MILESTONES = [
    (
        2023,
        "Маусымда Парламентте «Бір ел – бір мүдде» депутаттық тобы жұмысын бастады.",
        "В июне в Парламенте начала работу депутатская группа «Бір ел – бір мүдде».",
        "In June the deputies' group “Bir el – bir mudde” began its work in Parliament.",
    ),
    (
        2023,
        "XXXII сессияда жаңа мемлекеттік награда – «Ел бірлігі» ордені жарияланды.",
        "На XXXII сессии объявлено о новой государственной награде – ордене «Ел бірлігі».",
        "The XXXII session announced a new state award, the order “El birligi”.",
    ),
    (
        2023,
        "Мәдениет, өнер, әдебиет және журналистика саласындағы арнайы сыйлық тұңғыш рет берілді.",
        "Впервые вручена специальная премия в области культуры, искусства, литературы и "
        "журналистики.",
        "The special prize for culture, art, literature and journalism was given for the first "
        "time.",
    ),
    (
        2023,
        "Университеттегі ең алғашқы кафедраға он жыл толды.",
        "Самой первой кафедре в университете исполнилось десять лет.",
        "The very first university chair turned ten.",
    ),
]


def load(using="default"):
    """Put in the templates that are missing, and the milestones where there never was one."""
    for language, _name in settings.LANGUAGES:
        text = (TEXTS / f"{language}.txt").read_text(encoding="utf-8")
        PressTemplate.objects.using(using).get_or_create(language=language, defaults={"text": text})
    if not Milestone.history.using(using).exists():
        for position, (year, *texts) in enumerate(MILESTONES, 1):
            words = dict(zip(("text_kk", "text_ru", "text_en"), texts, strict=True))
            Milestone.objects.using(using).create(year=year, position=position, **words)
