"""The units, languages and groups, put in after each migrate: a flush would lose a migration's rows."""

from datetime import date

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from registry.models import Language, Region

# code, kind, (column, row), names and short names in Kazakh, Russian and English
REGIONS = [
    (
        "KZ-10",
        "region",
        (4, 2),
        "Абай облысы",
        "область Абай",
        "Abai Region",
        "Абай",
        "Абай",
        "Abai",
    ),
    (
        "KZ-11",
        "region",
        (3, 1),
        "Ақмола облысы",
        "Акмолинская область",
        "Akmola Region",
        "Ақмола",
        "Акмолинская",
        "Akmola",
    ),
    (
        "KZ-15",
        "region",
        (1, 2),
        "Ақтөбе облысы",
        "Актюбинская область",
        "Aktobe Region",
        "Ақтөбе",
        "Актюбинская",
        "Aktobe",
    ),
    (
        "KZ-19",
        "region",
        (4, 3),
        "Алматы облысы",
        "Алматинская область",
        "Almaty Region",
        "Алматы обл.",
        "Алматинская",
        "Almaty Reg.",
    ),
    (
        "KZ-23",
        "region",
        (0, 2),
        "Атырау облысы",
        "Атырауская область",
        "Atyrau Region",
        "Атырау",
        "Атырауская",
        "Atyrau",
    ),
    (
        "KZ-27",
        "region",
        (0, 1),
        "Батыс Қазақстан облысы",
        "Западно-Казахстанская область",
        "West Kazakhstan Region",
        "БҚО",
        "ЗКО",
        "West Kaz.",
    ),
    (
        "KZ-31",
        "region",
        (3, 3),
        "Жамбыл облысы",
        "Жамбылская область",
        "Zhambyl Region",
        "Жамбыл",
        "Жамбылская",
        "Zhambyl",
    ),
    (
        "KZ-33",
        "region",
        (5, 3),
        "Жетісу облысы",
        "область Жетісу",
        "Zhetisu Region",
        "Жетісу",
        "Жетісу",
        "Zhetisu",
    ),
    (
        "KZ-35",
        "region",
        (3, 2),
        "Қарағанды облысы",
        "Карагандинская область",
        "Karaganda Region",
        "Қарағанды",
        "Карагандинская",
        "Karaganda",
    ),
    (
        "KZ-39",
        "region",
        (2, 1),
        "Қостанай облысы",
        "Костанайская область",
        "Kostanay Region",
        "Қостанай",
        "Костанайская",
        "Kostanay",
    ),
    (
        "KZ-43",
        "region",
        (1, 3),
        "Қызылорда облысы",
        "Кызылординская область",
        "Kyzylorda Region",
        "Қызылорда",
        "Кызылординская",
        "Kyzylorda",
    ),
    (
        "KZ-47",
        "region",
        (0, 3),
        "Маңғыстау облысы",
        "Мангистауская область",
        "Mangystau Region",
        "Маңғыстау",
        "Мангистауская",
        "Mangystau",
    ),
    (
        "KZ-55",
        "region",
        (5, 1),
        "Павлодар облысы",
        "Павлодарская область",
        "Pavlodar Region",
        "Павлодар",
        "Павлодарская",
        "Pavlodar",
    ),
    (
        "KZ-59",
        "region",
        (3, 0),
        "Солтүстік Қазақстан облысы",
        "Северо-Казахстанская область",
        "North Kazakhstan Region",
        "СҚО",
        "СКО",
        "North Kaz.",
    ),
    (
        "KZ-61",
        "region",
        (2, 3),
        "Түркістан облысы",
        "Туркестанская область",
        "Turkistan Region",
        "Түркістан",
        "Туркестанская",
        "Turkistan",
    ),
    (
        "KZ-62",
        "region",
        (2, 2),
        "Ұлытау облысы",
        "область Ұлытау",
        "Ulytau Region",
        "Ұлытау",
        "Ұлытау",
        "Ulytau",
    ),
    (
        "KZ-63",
        "region",
        (5, 2),
        "Шығыс Қазақстан облысы",
        "Восточно-Казахстанская область",
        "East Kazakhstan Region",
        "ШҚО",
        "ВКО",
        "East Kaz.",
    ),
    (
        "KZ-71",
        "city",
        (4, 1),
        "Астана қаласы",
        "город Астана",
        "Astana",
        "Астана",
        "Астана",
        "Astana",
    ),
    (
        "KZ-75",
        "city",
        (4, 4),
        "Алматы қаласы",
        "город Алматы",
        "Almaty",
        "Алматы қ.",
        "Алматы",
        "Almaty",
    ),
    (
        "KZ-79",
        "city",
        (2, 4),
        "Шымкент қаласы",
        "город Шымкент",
        "Shymkent",
        "Шымкент",
        "Шымкент",
        "Shymkent",
    ),
    (
        "REP",
        "republic",
        None,
        "Республикалық деңгей",
        "Республиканский уровень",
        "Republican level",
        "Республика",
        "Республика",
        "Republic",
    ),
    (
        "KZ-YUZ",
        "region",
        None,
        "Оңтүстік Қазақстан облысы",
        "Южно-Казахстанская область",
        "South Kazakhstan Region",
        "ОҚО",
        "ЮКО",
        "South Kaz.",
    ),
]
SPLIT_2018, SPLIT_2022 = date(2018, 6, 19), date(2022, 6, 8)
# code: what is known of its beginning and end
HISTORY = {
    "KZ-YUZ": {"closed_on": SPLIT_2018, "successor_id": "KZ-61"},
    "KZ-61": {"opened_on": SPLIT_2018, "predecessor_id": "KZ-YUZ"},
    "KZ-79": {"opened_on": SPLIT_2018, "predecessor_id": "KZ-YUZ"},
    "KZ-10": {"opened_on": SPLIT_2022, "predecessor_id": "KZ-63"},
    "KZ-33": {"opened_on": SPLIT_2022, "predecessor_id": "KZ-19"},
    "KZ-62": {"opened_on": SPLIT_2022, "predecessor_id": "KZ-35"},
}

# ISO 639 code, names in Kazakh, Russian and English
LANGUAGES = [
    ("kk", "қазақ тілі", "казахский язык", "Kazakh"),
    ("ru", "орыс тілі", "русский язык", "Russian"),
    ("uz", "өзбек тілі", "узбекский язык", "Uzbek"),
    ("ug", "ұйғыр тілі", "уйгурский язык", "Uyghur"),
    ("uk", "украин тілі", "украинский язык", "Ukrainian"),
    ("de", "неміс тілі", "немецкий язык", "German"),
    ("ko", "корей тілі", "корейский язык", "Korean"),
    ("tt", "татар тілі", "татарский язык", "Tatar"),
    ("tr", "түрік тілі", "турецкий язык", "Turkish"),
    ("az", "әзербайжан тілі", "азербайджанский язык", "Azerbaijani"),
    ("be", "беларус тілі", "белорусский язык", "Belarusian"),
    ("pl", "поляк тілі", "польский язык", "Polish"),
    ("hy", "армян тілі", "армянский язык", "Armenian"),
    ("ku", "күрд тілі", "курдский язык", "Kurdish"),
    ("ce", "шешен тілі", "чеченский язык", "Chechen"),
    ("el", "грек тілі", "греческий язык", "Greek"),
    ("tg", "тәжік тілі", "таджикский язык", "Tajik"),
    ("ky", "қырғыз тілі", "киргизский язык", "Kyrgyz"),
    ("ba", "башқұрт тілі", "башкирский язык", "Bashkir"),
    ("dng", "дүнген тілі", "дунганский язык", "Dungan"),
    ("en", "ағылшын тілі", "английский язык", "English"),
]

_READ, _WRITE = ["view"], ["view", "add", "change", "delete", "import", "export"]
# group: {app label or model: actions}; "*" is every record of the registry
GROUPS = {
    "coordinators": {"records": _WRITE, "returns": [*_READ, "submit", "audit"]},
    "reviewers": {
        "records": ["view", "change", "export"],
        "returns": [*_READ, "review", "audit"],
    },
    "editors": {
        "records": ["view", "export"],
        "returns": [*_READ, "audit"],
        "reports": ["view", "add", "change", "open", "propose"],
    },
    "approvers": {
        "records": ["view", "export"],
        "returns": [*_READ, "audit"],
        "reports": [*_READ, "approve"],
    },
    "managers": {"people": ["view", "add", "change"]},
    "officials": {"records": ["view", "export"], "returns": _READ, "reports": _READ},
}
SEE_ALL = {"reviewers", "editors", "approvers", "officials"}
RETURNS = {"reportingyear", "submission", "sectionstate", "importbatch"}
RETURNS |= {"receipt", "warningreason"}
RETURNS |= {"correction", "omission", "amendment", "comment", "letter"}
REFERENCE = {"region", "language"}


def load_reference(sender, using="default", **kwargs):
    """Put in the units, languages and groups that are missing; what is there stays as it is."""
    for position, row in enumerate(REGIONS):
        _load_region(position, *row, using=using)
    for code, region in HISTORY.items():
        missing = Region.objects.using(using).filter(
            pk=code, predecessor=None, successor=None, opened_on=None, closed_on=None
        )
        missing.update(**region)
    for code, *names in LANGUAGES:
        Language.objects.using(using).get_or_create(code=code, defaults=_names("name", names))
    create_permissions(sender, using=using, verbosity=0)
    for name in GROUPS:
        load_group(name, using)


def _load_region(position, code, kind, tile, *names, using):
    column, row = tile or (None, None)
    Region.objects.using(using).get_or_create(
        code=code,
        defaults=_names("name", names[:3])
        | _names("short", names[3:])
        | {"kind": kind, "tile_column": column, "tile_row": row, "position": position},
    )


def _names(prefix, names):
    return dict(zip((f"{prefix}_kk", f"{prefix}_ru", f"{prefix}_en"), names, strict=True))


def load_group(name, using="default"):
    """Give a group the permissions of its table, those of packages left out."""
    group, _created = Group.objects.using(using).get_or_create(name=name)
    wanted = Q(codename="see_all_units") if name in SEE_ALL else Q(pk=None)
    for room, actions in GROUPS[name].items():
        wanted |= _in_room(room) & Q(codename__regex=rf"^({'|'.join(actions)})_")
    group.permissions.set(Permission.objects.using(using).filter(wanted))


def _in_room(room):
    """The content types of a room, as a Q over permissions."""
    if room == "reports":
        return Q(content_type__app_label="reports")
    registry = Q(content_type__app_label="registry")
    if room == "people":
        return registry & Q(content_type__model="user")
    if room == "returns":
        return registry & Q(content_type__model__in=RETURNS | REFERENCE)
    others = Q(content_type__model__in={"user", "demomark", *RETURNS, *REFERENCE})
    return registry & ~others & ~Q(content_type__model__startswith="historical")
