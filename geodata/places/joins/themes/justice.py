"""Courts and prisons by state, the judicial pole, and coordination of the criminal justice chain."""

from __future__ import annotations

from typing import Final

from geodata.places.joins.column import JoinColumn, Takes
from geodata.text import Text

TOPICS: Final = frozenset({"justice", "prisons"})
_COURT: Final = frozenset({"court"})
_PRISON: Final = frozenset({"prison"})
_POLE: Final = frozenset({"judicial-pole"})
_KNOWN: Final = frozenset({"stated", "delivered", "baseline"})
_OPERATIONAL: Final = frozenset({"003:7869", "003:7873"})  # courts, not those that work from another town
_RELOCATED: Final = frozenset({"I4.3.3#5"})  # 003:7877, relocated courts, partly operational
_PARTLY: Final = _RELOCATED | {"002-789-1"}  # 002:789, courts functional or partly functional
_FACILITIES: Final = ("facilities",)
_VALUES: Final = ("result_values", "result_places")
_OF_GROUP: Final = Text(
    "Chiffres donnés pour un ensemble qui comprend le lieu, jamais partagés.",
    "Figures given for an area that includes the place, never divided.",
)

COLUMNS: Final = (
    JoinColumn(
        "courts_named",
        "justice",
        Text("Tribunaux nommés", "Courts named"),
        Text("Tribunaux que les documents nomment.", "Courts that the documents name."),
        tables=_FACILITIES,
        takes=(Takes(kinds=_COURT),),
        once="place",
    ),
    *(
        JoinColumn(
            f"courts_security_{code}",
            "justice",
            label,
            Text("Moyens de sécurité des tribunaux nommés.", "Security measures of the courts named."),
            tables=_FACILITIES,
            takes=(Takes(kinds=_COURT, states=frozenset({state})),),
            once="place",
        )
        for code, state, label in (
            ("in_place", "delivered", Text("Tribunaux sécurisés", "Courts secured")),
            (
                "under_way",
                "under_way",
                Text("Tribunaux, sécurité en cours", "Courts, security under way"),
            ),
            (
                "postponed",
                "postponed",
                Text("Tribunaux, sécurité reportée", "Courts, security postponed"),
            ),
        )
    ),
    *(
        JoinColumn(
            f"{code}_with_others",
            "justice",
            label,
            _OF_GROUP,
            tables=_VALUES,
            takes=takes,
            scope="with_others",
        )
        for code, label, takes in (
            (
                "courts_operational",
                Text(
                    "Chiffres de tribunaux opérationnels, avec d’autres",
                    "Figures of operational courts, with others",
                ),
                (Takes(refs=frozenset({"I4.3.3"}), lines=_OPERATIONAL, states=_KNOWN),),
            ),
            (
                "courts_partly",
                Text(
                    "Chiffres de tribunaux en partie opérationnels, avec d’autres",
                    "Figures of partly operational courts, with others",
                ),
                (Takes(facts=_PARTLY),),
            ),
            (
                "courts_relocated",
                Text(
                    "Chiffres de tribunaux relocalisés, avec d’autres",
                    "Figures of relocated courts, with others",
                ),
                (Takes(facts=_RELOCATED),),
            ),
            (
                "courts_planned",
                Text(
                    "Chiffres de tribunaux prévus, avec d’autres",
                    "Figures of courts planned, with others",
                ),
                (Takes(units=_COURT, states=frozenset({"planned"})),),
            ),
        )
    ),
    JoinColumn(
        "prisons_named",
        "justice",
        Text("Prisons nommées", "Prisons named"),
        Text("Prisons pour détenus à haut risque.", "Prisons for high-risk detainees."),
        tables=_FACILITIES,
        takes=(Takes(kinds=_PRISON),),
        once="place",
    ),
    JoinColumn(
        "prison_exercises",
        "justice",
        Text("Exercices de sûreté des prisons", "Prison security exercises"),
        Text("Simulations du plan de sûreté.", "Simulations of the security plan."),
        tables=("statements",),
        takes=(Takes(lines=frozenset({"002:796"})),),
    ),
    *(
        JoinColumn(
            f"prisons_{code}_with_others",
            "justice",
            label,
            _OF_GROUP,
            tables=_VALUES,
            takes=(Takes(refs=frozenset({"I4.3.4"}), states=states),),
            scope="with_others",
        )
        for code, label, states in (
            (
                "operational",
                Text(
                    "Chiffres de prisons opérationnelles, avec d’autres",
                    "Figures of operational prisons, with others",
                ),
                _KNOWN,
            ),
            (
                "planned",
                Text("Chiffres de prisons prévues, avec d’autres", "Figures of prisons planned, with others"),
                {"planned"},
            ),
        )
        for states in (frozenset(states),)
    ),
    JoinColumn(
        "judicial_pole",
        "justice",
        Text("Pôle judiciaire spécialisé", "Specialized Judicial Unit"),
        Text("Lieux où il a un bureau.", "Places where it has an office."),
        tables=_FACILITIES,
        takes=(Takes(kinds=_POLE, states=frozenset({"stated", "delivered"})),),
        once="place",
    ),
    JoinColumn(
        "judicial_pole_planned",
        "justice",
        Text("Pôle judiciaire, antennes en création", "Specialized Judicial Unit, branches being set up"),
        Text("Antennes du pôle et de sa brigade.", "Branches of the unit and of its brigade."),
        tables=_FACILITIES,
        takes=(Takes(kinds=_POLE, states=frozenset({"under_way"})),),
    ),
    JoinColumn(
        "justice_frameworks",
        "justice",
        Text("Cadres de concertation pénale", "Criminal justice frameworks"),
        Text("Cadres régionaux que dit le livret.", "Regional frameworks that the booklet names."),
        tables=("statements",),
        takes=(Takes(lines=frozenset({"002:793"})),),
    ),
    JoinColumn(
        "justice_with_others",
        "justice",
        Text("Justice et prisons, donné avec d’autres", "Justice and prisons, given with others"),
        Text("Énoncés d’un groupe ou d’un ensemble plus vaste.", "Stated for a group or a wider area."),
        takes=(Takes(topics=TOPICS),),
        scope="with_others",
    ),
)
