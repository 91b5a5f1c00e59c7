"""The year's figures in hand-written SQL: one statement a table, the same on both databases.

Each statement gives the region first, then one column an indicator, in the order of its codes.
"""

STATES = """
SELECT t.section, s.region_id
FROM registry_sectionstate t
JOIN registry_submission s ON s.id = t.submission_id
WHERE s.year = %(year)s AND s.state = 'accepted' AND t.state IN ('done', 'nil')
"""
REGIONS = "SELECT code, opened_on, closed_on, predecessor_id, successor_id FROM registry_region"
VALUES = "SELECT indicator, region_id, value FROM reports_reportedvalue WHERE year = %(year)s"

_COUNTED = "counts_from <= %(year)s AND (counts_until IS NULL OR counts_until >= %(year)s)"


def _stock(table):
    return f"SELECT region_id, count(*) FROM {table} WHERE {_COUNTED} GROUP BY region_id"


_TOLD = """EXISTS (
    SELECT 1 FROM registry_participation p WHERE p.event_id = e.id
    AND (p.kind IN ('elders', 'youth') OR (p.kind = 'mothers' AND p.role = 'organised')))"""

# codes of the columns: the statement
TABLES = {
    ("events.total", "events.covered", "events.other"): f"""
SELECT region_id, count(*), sum(attendance), count(*) FILTER (WHERE NOT {_TOLD})
FROM registry_event e WHERE year = %(year)s GROUP BY region_id
""",
    (
        "elders.events",
        "elders.covered",
        "mothers.events",
        "mothers.covered",
        "youth.events",
        "youth.covered",
    ): """
SELECT e.region_id,
  count(*) FILTER (WHERE p.kind = 'elders'),
  sum(e.attendance) FILTER (WHERE p.kind = 'elders'),
  count(*) FILTER (WHERE p.kind = 'mothers'),
  sum(e.attendance) FILTER (WHERE p.kind = 'mothers'),
  count(*) FILTER (WHERE p.kind = 'youth'),
  sum(e.attendance) FILTER (WHERE p.kind = 'youth')
FROM registry_event e JOIN registry_participation p ON p.event_id = e.id
WHERE e.year = %(year)s
  AND (p.kind IN ('elders', 'youth') OR (p.kind = 'mothers' AND p.role = 'organised'))
GROUP BY e.region_id
""",
    (
        "elders.councils",
        "mothers.councils",
        "youth.branches",
        "experts.groups",
        "chairs.total",
        "chairs.chairs",
        "chairs.centres",
        "chairs.representations",
        "journalists.clubs",
        "journalists.clubs_republican",
    ): f"""
SELECT region_id,
  count(*) FILTER (WHERE kind = 'elders'),
  count(*) FILTER (WHERE kind = 'mothers'),
  count(*) FILTER (WHERE kind = 'youth'),
  count(*) FILTER (WHERE kind = 'experts'),
  count(*) FILTER (WHERE kind = 'chair'),
  count(*) FILTER (WHERE form = 'chair'),
  count(*) FILTER (WHERE form = 'centre'),
  count(*) FILTER (WHERE form = 'representation'),
  count(*) FILTER (WHERE kind = 'journalists'),
  count(*) FILTER (WHERE kind = 'journalists' AND level = 'republican')
FROM registry_structure WHERE {_COUNTED} GROUP BY region_id
""",
    (
        "elders.members",
        "mothers.members",
        "youth.active",
        "experts.members",
        "journalists.members",
    ): f"""
SELECT s.region_id,
  sum(h.members) FILTER (WHERE s.kind = 'elders'),
  sum(h.members) FILTER (WHERE s.kind = 'mothers'),
  sum(h.members) FILTER (WHERE s.kind = 'youth'),
  sum(h.members) FILTER (WHERE s.kind = 'experts'),
  sum(h.members) FILTER (WHERE s.kind = 'journalists')
FROM registry_headcount h JOIN registry_structure s ON s.id = h.structure_id
WHERE h.year = %(year)s AND {_COUNTED} GROUP BY s.region_id
""",
    ("journalists.materials",): """
SELECT s.region_id, sum(m.materials)
FROM registry_materialcount m JOIN registry_structure s ON s.id = m.club_id
WHERE m.year = %(year)s GROUP BY s.region_id
""",
    ("houses.total",): _stock("registry_house"),
    ("houses.projects", "research.programmes", "research.grants", "research.studies"): """
SELECT region_id,
  count(*) FILTER (WHERE kind = 'social' AND finished_on BETWEEN %(first)s AND %(last)s),
  count(*) FILTER (WHERE kind = 'scientific' AND started_on <= %(last)s
    AND (finished_on IS NULL OR finished_on >= %(six_years)s)),
  count(*) FILTER (WHERE kind = 'grant' AND started_on <= %(last)s
    AND (finished_on IS NULL OR finished_on >= %(first)s)),
  count(*) FILTER (WHERE kind = 'study' AND started_on <= %(last)s
    AND (finished_on IS NULL OR finished_on >= %(first)s))
FROM registry_programme GROUP BY region_id
""",
    ("ecas.active", "ecas.registered", "ecas.accredited"): f"""
SELECT region_id, count(*),
  count(*) FILTER (WHERE registered_on <= %(last)s),
  count(*) FILTER (WHERE accredited_on <= %(last)s)
FROM registry_association WHERE {_COUNTED} GROUP BY region_id
""",
    ("media.outlets",): _stock("registry_mediaoutlet"),
    ("mediation.mediators",): _stock("registry_mediator"),
    ("mediation.agreements",): """
SELECT region_id, count(*) FROM registry_agreement WHERE year = %(year)s GROUP BY region_id
""",
    ("mediation.trainees",): """
SELECT region_id, sum(trainees) FROM registry_training WHERE year = %(year)s GROUP BY region_id
""",
    ("ambassadors.total",): _stock("registry_ambassador"),
    ("awards.el_birligi",): """
SELECT region_id, count(*) FROM registry_award
WHERE year = %(year)s AND kind = 'order' GROUP BY region_id
""",
    ("memoranda.in_force",): _stock("registry_memorandum"),
}

# code: the pairs (region, value) whose different values are counted
DISTINCT = {
    "media.languages": f"""
SELECT DISTINCT m.region_id, l.language_id
FROM registry_mediaoutlet_languages l JOIN registry_mediaoutlet m ON m.id = l.mediaoutlet_id
WHERE {_COUNTED}
""",
    "research.regions_monitored": """
SELECT DISTINCT region_id, visited_id FROM registry_monitoringtrip WHERE year = %(year)s
""",
    "prizes.nominations": """
SELECT DISTINCT region_id, nomination_id FROM registry_award
WHERE year = %(year)s AND kind = 'prize'
""",
}
# Figures that repeat the column of another one, for fewer units or as "is there any"
SAME = {
    "elders.regions": "elders.councils",
    "journalists.clubs_regional": "journalists.clubs",
    "journalists.regions": "journalists.clubs",
    "media.regions": "media.outlets",
}
