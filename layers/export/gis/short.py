"""Names of at most ten characters, for formats that hold no longer ones: the same in every layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LENGTH: Final = 10
#: Of each longer field of the catalogue; a test says which one is missing. One that is there never changes.
SHORT: Final = {
    "accomplishment": "accomplish",
    "activities_with_others": "activities",
    "baseline_before": "base_bef",
    "baseline_before_period": "base_bef_p",
    "baseline_period": "base_per",
    "bound_label": "bound_lab",
    "call_centres": "call_centr",
    "child_protection": "child_prot",
    "component_title": "compo_titl",
    "contradictions": "contradict",
    "contradictions_with_others": "contrad_wo",
    "coordinate_source": "coordinate",
    "courts_named": "courts_nam",
    "courts_operational_with_others": "courts_ope",
    "courts_partly_with_others": "courts_par",
    "courts_planned_with_others": "courts_pla",
    "courts_relocated_with_others": "courts_rel",
    "courts_security_in_place": "court_s_in",
    "courts_security_postponed": "court_s_pp",
    "courts_security_under_way": "court_s_uw",
    "cvr_with_others": "cvr_with_o",
    "deployment_with_others": "deployment",
    "drones_not_deployed": "drones_not",
    "elections_planned": "elect_plan",
    "elevation_ft": "elevation",
    "frequencies": "frequencie",
    "frequency_mhz": "frequency",
    "group_members": "group_memb",
    "group_title": "group_titl",
    "human_rights": "human_rgts",
    "human_rights_offices": "hr_offices",
    "interference": "interferen",
    "judicial_pole": "judic_pole",
    "judicial_pole_planned": "judic_pl",
    "justice_frameworks": "justice_fr",
    "justice_with_others": "justice_wi",
    "parent_name": "parent_nam",
    "period_label": "period_lab",
    "period_start": "period_sta",
    "police_places": "police_pla",
    "police_share": "police_sha",
    "population_min": "pop_min",
    "population_towns": "pop_towns",
    "prison_exercises": "prison_exe",
    "prisons_named": "prisons_na",
    "prisons_operational_with_others": "prisons_op",
    "prisons_planned_with_others": "prisons_pl",
    "projects_planned": "projects_p",
    "projects_with_others": "projects_w",
    "protection_planned": "protect_pl",
    "protection_with_others": "protect_wo",
    "qip_with_others": "qip_with_o",
    "radio_announced": "radio_anno",
    "radio_area_cautious": "r_area_cau",
    "radio_area_median": "r_area_med",
    "radio_people_cautious": "r_ppl_cau",
    "radio_people_median": "r_ppl_med",
    "radio_with_others": "radio_with",
    "ration_points": "ration_poi",
    "reason_label": "reason_lab",
    "reconciliation": "reconcilia",
    "results_component_1": "res_comp_1",
    "results_component_2": "res_comp_2",
    "results_component_3": "res_comp_3",
    "results_component_4": "res_comp_4",
    "results_component_5": "res_comp_5",
    "results_delivered": "results_de",
    "results_not_delivered_with_others": "results_no",
    "results_planned": "results_pl",
    "sector_name": "sector_nam",
    "sites_closed": "sites_clos",
    "sites_named": "sites_name",
    "situation_percent": "situation",
    "state_label": "state_labe",
    "statements_with_others": "statem_wo",
    "status_label": "status_lab",
    "support_planned": "support_pl",
    "support_with_others": "support_wi",
    "time_percent": "time_perce",
    "topic_title": "topic_titl",
    "transmitters": "transmitte",
    "trust_fund_pbf": "trust_fund",
    "verdict_label": "verdict_la",
}


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Give each name one of at most 10 characters, unique whatever the case.

    A field of the catalogue has always the same; a reader's own column is cut, and counted where two
    would be equal.

    Examples
    --------
    >>> short_names(["id", "period_start", "columns_one", "columns_only"])
    {'id': 'id', 'period_start': 'period_sta', 'columns_one': 'columns_on', 'columns_only': 'columns__2'}
    """
    names = list(names)
    short = {name: SHORT.get(name, name) for name in names if len(SHORT.get(name, name)) <= LENGTH}
    taken = {made.lower() for made in short.values()}
    for name in names:
        made, rank = short.get(name, name[:LENGTH]), 2
        while name not in short and made.lower() in taken:
            made = f"{name[: LENGTH - len(str(rank)) - 1]}_{rank}"
            rank += 1
        taken.add(made.lower())
        short[name] = made
    return {name: short[name] for name in names}
