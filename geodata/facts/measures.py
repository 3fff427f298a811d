"""The measures that facts made from the entered tables are named by."""

from __future__ import annotations

from geodata.text import Text

VERDICTS = {
    "achieved": Text("Réalisé, sans autre chiffre", "Delivered, no further figure"),
    "partial": Text("Réalisé en partie, sans autre chiffre", "Partly delivered, no further figure"),
    "not_achieved": Text("Non réalisé", "Not delivered"),
}
STAFFING: dict[str, tuple[Text, str]] = {
    "approved": (Text("effectif approuvé", "approved strength"), "authorised"),
    "proposed": (Text("effectif proposé", "proposed strength"), "planned"),
    "average": (Text("effectif moyen", "average strength"), "actual"),
    "vacancy_rate": (Text("taux de vacance", "vacancy rate"), "actual"),
    "vacancy_rate_restated": (Text("taux de vacance (redit)", "vacancy rate (restated)"), "actual"),
    "vacancy_rate_planned": (Text("taux de vacance prévu", "planned vacancy rate"), "planned"),
}
FINANCE = {
    "allotment": Text("crédit ouvert", "apportionment"),
    "amount": Text("montant", "amount"),
    "assessed": Text("montant mis en recouvrement", "amount assessed"),
    "expenditure": Text("dépenses", "expenditure"),
    "factor": Text("facteur", "factor"),
    "factor_max": Text("facteur maximal", "highest factor"),
    "factor_min": Text("facteur minimal", "lowest factor"),
    "original": Text("répartition initiale", "original distribution"),
    "peak": Text("mois le plus élevé", "highest month"),
    "proposed": Text("montant proposé", "amount proposed"),
    "recommended": Text("montant recommandé", "amount recommended"),
    "redeployment": Text("réaffectation", "redeployment"),
    "redeployment_percent": Text("part réaffectée", "share redeployed"),
    "revised": Text("répartition révisée", "revised distribution"),
    "threshold": Text("seuil", "threshold"),
    "utilisation_percent": Text("taux d’utilisation", "utilisation rate"),
    "variance": Text("écart", "variance"),
    "variance_percent": Text("écart en pourcentage", "variance in per cent"),
}
PROJECT_TOPICS = {"other": "civil-affairs"}
PROJECT_FIGURES = {
    "number": Text("nombre de projets", "number of projects"),
    "amount": Text("montant", "amount"),
    "beneficiaries": Text("bénéficiaires", "beneficiaries"),
    "women": Text("femmes bénéficiaires", "women benefiting"),
    "men": Text("hommes bénéficiaires", "men benefiting"),
}
SITE = Text("Site des composantes en uniforme", "Site of the uniformed components")
FREQUENCY = Text("Fréquence de Mikado FM", "Frequency of Mikado FM")
HISTORICAL = {
    "number": Text("Numéro historique", "Historical number"),
    "address": Text("Adresse historique", "Historical address"),
}
