"""The catalogue: one module declares one layer. A new layer is a module and a line of ``ORDER``."""

from __future__ import annotations

#: The layers in the order of the panel, the downloads and the drawing; groups follow ``schema.layer.GROUPS``.
#: A module that is not named here comes last in its group.
ORDER = (
    "mission_sectors",
    "mission_zones",
    "mission_sites",
    "mission_sites_closed",
    "mission_staff_conduct",
    "mission_works",
    "deployment_police",
    "deployment_strength",
    "deployment_contingents",
    "deployment_aviation",
    "deployment_contributors",
    "projects_cvr",
    "projects_qip",
    "projects_funds",
    "projects_ddr",
    "projects_ssr",
    "projects_reconciliation",
    "projects_volunteers",
    "projects_elections",
    "projects_governance",
    "projects_results",
    "justice_courts",
    "justice_prisons",
    "justice_judicial_pole",
    "justice_frameworks",
    "radio_transmitters",
    "radio_announced",
    "radio_coverage",
    "protection_human_rights",
    "protection_call_centres",
    "protection_incidents",
    "protection_mine_action",
    "protection_children_women",
    "support_medical",
    "support_rations",
    "support_utilities",
    "reference_regions",
    "reference_cercles",
    "reference_communes",
    "reference_towns",
    "reference_waters",
    "reference_airports",
    "reference_neighbours",
    "records_facts",
    "records_framework",
    "records_places",
    "base_land",
    "base_limits_cercles",
)

#: Modules of this folder that declare no layer: what the layers of a topic share.
SHARED = frozenset({"topics"})
