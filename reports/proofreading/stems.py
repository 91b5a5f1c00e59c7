"""By which words a number in a text is known: stems in Kazakh, Russian and English, as data.

`counted` is what the number counts, near it; of each line of `about` one stem must stand in the
sentence; `hints` speak for an indicator and `against` against it.  A word belongs to the longest
stem that it begins with, whatever indicator has it; a stem that ends in $ is the whole word.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clue:
    """The words by which one indicator is known."""

    code: str
    counted: str
    about: tuple[str, ...] = ()
    hints: str = ""
    against: str = ""


ELDERS = "ақсақал аксакал elder"
MOTHERS = "аналар матер mother"
YOUTH = "жастар жас$ молод youth young"
JOURNALISTS = "журналис journalis"
COUNCILS = "кеңес совет council"
MEMBERS = "мүше член member адам человек people person"
EVENTS = "шара мероприят event"
PEOPLE = "адам человек людей people person қатысушы участник participant attendee visitor"
REGIONS = "өңір облыс регион област region"
JOINED = "құрам кір тұратын біріктір басын состо состав вход вош объедин consist unite compris join"
CAME = "қатыс қамт келген келді охват посет пришл участв reach attend cover drew took"
FRIENDSHIP = "достық дружб friendship"
ETHNOCULTURAL = "этномәдени этнокультур ethnocultur"
GROUP = "мүдде mudde депутаттық депутатск deputies'$ deputies’$"
UNIVERSITY = "кафедр chair университет вуз жоғары universit"
OUTLETS = "бұқаралық бақ сми$ средств outlet media газет newspaper"
ALL = "барлы жалпы всего общ total all$ altogether"

CLUES = (
    Clue("elders.councils", COUNCILS, (ELDERS,)),
    Clue("elders.members", MEMBERS, (ELDERS,), JOINED, CAME),
    Clue("elders.regions", REGIONS, (ELDERS,)),
    Clue("elders.events", EVENTS, (ELDERS,)),
    Clue("elders.covered", PEOPLE, (ELDERS,), CAME, JOINED),
    Clue("mothers.councils", COUNCILS, (MOTHERS,)),
    Clue("mothers.members", MEMBERS, (MOTHERS,), JOINED, CAME),
    Clue("mothers.events", EVENTS, (MOTHERS,)),
    Clue("mothers.covered", PEOPLE, (MOTHERS,), CAME, JOINED),
    Clue("youth.branches", REGIONS + " өкілдік представительств branch", (YOUTH,)),
    Clue("youth.active", YOUTH, hints="белсенді актив active", against=CAME),
    Clue("youth.events", EVENTS, (YOUTH,)),
    Clue("youth.covered", PEOPLE, (YOUTH,), CAME),
    Clue(
        "ecas.active",
        "бірлестік объединен association",
        (ETHNOCULTURAL,),
        against="тіркел зарегистр registered аккредит accredit тілде тіл$ язык language outlet",
    ),
    Clue(
        "ecas.registered",
        "бірлестік объединен association",
        (ETHNOCULTURAL, "тіркел зарегистр registered"),
    ),
    Clue(
        "ecas.accredited", "бірлестік объединен association", (ETHNOCULTURAL, "аккредит accredit")
    ),
    Clue("houses.total", "үйі үйлер үйін дом$ дома$ домов домах house", (FRIENDSHIP,)),
    Clue("houses.projects", "жоба проект project", (FRIENDSHIP,), "әлеумет социальн social"),
    Clue("memoranda.in_force", "меморандум memorand"),
    Clue("mediation.mediators", "медиатор mediator", hints="тізілім реестр register"),
    Clue("mediation.agreements", "келісім соглашен agreement", ("медиат медиац mediat",)),
    Clue("mediation.trainees", "тыңдаушы слушател trainee listener"),
    Clue(
        "research.programmes",
        "бағдарлама программ program",
        ("ғылыми научн scientif",),
        "техник technical",
    ),
    Clue("research.grants", "жоба проект project", ("грант grant",)),
    Clue("research.studies", "зерттеу исследован study studies"),
    Clue("research.regions_monitored", REGIONS, ("монитор monitor",)),
    Clue("experts.groups", "топ$ тобы топта групп group", ("сарапшылы экспертн expert",)),
    Clue("experts.members", "сарапшы эксперт experts"),
    Clue(
        "chairs.total",
        "кафедр chair",
        hints="орталық центр centre center өкілдік представительств representation",
    ),
    Clue(
        "chairs.chairs",
        "кафедр chair",
        against="орталық центр centre center өкілдік представительств representation",
    ),
    Clue("chairs.centres", "орталық центр centre center", (UNIVERSITY,), against="өкілдік"),
    Clue("chairs.representations", "өкілдік представительств representation", (UNIVERSITY,)),
    Clue("journalists.clubs", "клуб club", (JOURNALISTS,)),
    Clue("journalists.clubs_republican", "республикалық республиканск republican", (JOURNALISTS,)),
    Clue(
        "journalists.clubs_regional",
        "облыстық өңірлік областн региональн regional",
        (JOURNALISTS,),
        against="мүше член member",
    ),
    Clue("journalists.members", MEMBERS, (JOURNALISTS,)),
    Clue("journalists.regions", REGIONS, (JOURNALISTS,)),
    Clue("journalists.materials", "материал material публикац"),
    Clue("media.outlets", OUTLETS),
    Clue("media.languages", "тілде тіл$ язык language", (OUTLETS,)),
    Clue("media.regions", REGIONS, (OUTLETS,)),
    Clue("ambassadors.total", "елші посол послов посла ambassador"),
    Clue("awards.el_birligi", PEOPLE, ("орден бірлігі$ order$ birligi",)),
    Clue("prizes.nominations", "номинац nomination"),
    Clue(
        "parliament.senators",
        "депутат сенатор senators deput",
        ("тағайында назнач appoint ұсын предложен proposal",),
        "сенат senate",
    ),
    Clue(
        "parliament.group_deputies",
        "депутат deput",
        (GROUP,),
        against="сенат senate мәжіліс мажилис majilis тағайында назнач appoint",
    ),
    Clue("parliament.group_senate", "депутат deput", (GROUP, "сенат senate")),
    Clue("parliament.group_majilis", "депутат deput", (GROUP, "мәжіліс мажилис majilis")),
    Clue("events.total", EVENTS, (ALL,), against=f"{ELDERS} {MOTHERS} {YOUTH}"),
    Clue("events.covered", PEOPLE, (ALL, EVENTS), CAME, f"{ELDERS} {MOTHERS} {YOUTH}"),
    Clue("events.other", EVENTS, ("басқа друг other",)),
)
