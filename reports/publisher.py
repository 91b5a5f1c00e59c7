"""The publisher as it is named until headquarters says otherwise."""

from reports.models import Publisher

FIRST = {
    "name_kk": "Қазақстан халқы Ассамблеясы",
    "name_ru": "Ассамблея народа Казахстана",
    "name_en": "Assembly of People of Kazakhstan",
    "short_kk": "ҚХА",
    "short_ru": "АНК",
    "short_en": "APK",
    "seat_kk": "Астана қаласы",
    "seat_ru": "город Астана",
    "seat_en": "Astana",
}


def load(using="default"):
    """Put in the publisher where there is none; a renamed one stays."""
    Publisher.objects.using(using).get_or_create(pk=1, defaults=FIRST)
