"""What the demo adds up to: data for the loaders, read by nobody who counts.

Each line gives 2021, 2022, 2023 and 2024.  Stocks are as at 31 December (2024: 30 September);
flows of 2024 end on 30 September.
"""

from datetime import date

YEARS = (2021, 2022, 2023, 2024)
REPORTED = (2021, 2022, 2023)  # the years whose returns are accepted
LAST_DAY = date(2024, 9, 30)  # of the open year
YOUTH_FROM = date(2021, 10, 18)  # the youth organisation begins

STOCKS = {
    "elders": (431, 764, 1119, 1166),  # Councils of Elders
    "mothers": (1046, 1392, 1713, 1758),  # Councils of Mothers
    "youth": (38, 71, 96, 104),  # youth branches, regional and local
    "experts": (14, 16, 18, 18),  # scientific-expert groups, one a region
    "chair": (17, 20, 23, 23),  # chairs, centres and representations
    "journalists": (16, 17, 21, 21),  # journalists' clubs, the republican one included
    "houses": (31, 32, 34, 35),  # Houses of Friendship
    "associations": (936, 981, 1024, 1037),  # ethnocultural associations
    "outlets": (44, 48, 52, 53),  # outlets of ethnic media
    "mediators": (864, 1082, 1294, 1337),  # mediators in the register
    "ambassadors": (9, 12, 14, 15),  # Friendship Ambassadors
    "memoranda": (43, 58, 74, 81),  # memoranda in force
}

# Of the stocks, those closed in 2022, 2023 and 2024
CLOSED = {
    "elders": (4, 6, 3),  # councils merged with a neighbour
    "mothers": (9, 11, 6),  # councils merged with a neighbour
    "youth": (0, 1, 1),  # branches without a leader
    "associations": (5, 7, 3),  # associations wound up
    "outlets": (1, 1, 1),  # outlets that ceased to appear
    "mediators": (14, 19, 9),  # mediators struck off the register
    "memoranda": (3, 5, 4),  # memoranda whose term ended
}

# Members on 31 December of 2021, 2022 and 2023
MEMBERS = {
    "elders": (2912, 5190, 7639),  # of the Councils of Elders
    "mothers": (9741, 13116, 16243),  # of the Councils of Mothers
    "youth": (3360, 6480, 9000),  # active young people
    "experts": (268, 312, 358),  # of the expert groups
    "chair": (118, 141, 163),  # staff of the chairs; no figure counts them
    "journalists": (149, 161, 207),  # of the regional clubs
    "republican": (31, 33, 34),  # of the republican club
}

# Events: each counts once for each kind named
EVENTS = {
    "elders": (3017, 4730, 6358, 5410),  # elders take part, in any role
    "mothers": (3764, 4995, 6172, 5037),  # organised by mothers
    "youth": (128, 742, 1007, 866),  # youth take part, in any role
}
# Of them, events that count for two kinds
JOINT = {
    ("elders", "mothers"): (158, 241, 322, 266),  # mothers organise, elders take part
    ("elders", "youth"): (8, 84, 121, 103),  # one of the two organises
    ("mothers", "youth"): (6, 53, 74, 61),  # mothers organise, youth take part
}
# Events organised by others, with none of the three counted
OTHERS = {
    "house": (640, 790, 931, 782),  # Houses of Friendship
    "association": (710, 864, 1012, 846),  # ethnocultural associations
    "mediation": (182, 231, 287, 251),  # mediation councils
    "journalists": (104, 128, 163, 139),  # journalists' clubs
    "experts": (42, 55, 68, 54),  # expert groups
    "chair": (39, 47, 61, 49),  # university chairs
}
COVERED = {
    "elders": (87480, 139920, 190007, 163310),  # attendance where elders take part
    "mothers": (150270, 201840, 252547, 207460),  # attendance where mothers organise
    "youth": (6490, 37210, 50418, 43620),  # attendance where youth take part
}

AGREEMENTS = (1712, 2188, 2621, 0)  # mediation agreements; none from 2024 on
TRAINEES = (642, 985, 1380, 1104)  # people trained in ethnomediation
TRAININGS = (27, 39, 54, 43)  # the trainings themselves
PROJECTS = (66, 88, 107, 73)  # social projects finished by the Houses
MATERIALS = (7436, 8714, 10236, 8052)  # materials published by the clubs
TRIPS = (8, 11, 14, 9)  # trips of the monitoring groups
VISITED = (6, 8, 10, 7)  # regions that they visited
ORDERS = 7  # people given the order, in 2023 only
NOMINATIONS = 14  # nominations of the prize, awarded in 2023 only
SHARED_PRIZES = 3  # nominations with two laureates
LANGUAGES = "kk ru uz ug de ko tt tr az uk pl ku ce dng hy"  # languages of the ethnic media
REPUBLICAN_ASSOCIATIONS = 31  # associations of the republican level
REPUBLICAN_OUTLETS = 8  # outlets of the republican level
