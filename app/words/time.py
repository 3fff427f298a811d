"""Every word of the date, of the comparison and of how dates are read."""

from __future__ import annotations

from geodata.text import Text, same

TIME_WORDS = {
    "time_bar": Text("Choisir une date", "Choose a date"),
    "time_open": Text(
        "Choisir la date des faits, ou en comparer deux", "Choose the date of the facts, or compare two"
    ),
    "time_all": Text("Toutes les dates", "All dates"),
    "time_hint": Text(
        "Une date ne montre que ce que les documents disent d’elle : le reste est masqué, ou grisé "
        "s’il est dépassé.",
        "A date shows only what the documents say of it: the rest is hidden, or grey where it is superseded.",
    ),
    "time_month": Text("Date, par mois", "Date, by month"),
    "time_other_month": Text("Date comparée, par mois", "Compared date, by month"),
    "time_day": Text("Jour précis", "Exact day"),
    "time_other_day": Text("Jour précis de la date comparée", "Exact day of the compared date"),
    "time_shape": Text("jj/mm/aaaa", "dd/mm/yyyy"),
    "time_wrong": Text(
        "« {text} » n’est pas un jour de 2013 à 2023. Écrivez le jour, le mois et l’année, comme 30/06/2021.",
        "“{text}” is not a day from 2013 to 2023. Write the day, the month and the year, as in 30/06/2021.",
    ),
    "time_compare": Text("Comparer à une autre date", "Compare with another date"),
    "time_how": Text("Sur la carte", "On the map"),
    "time_how_": Text("Première date", "First date"),
    "time_how_halos": Text("Ce qui change", "What changes"),
    "time_how_swipe": Text("Deux volets", "Two sides"),
    "compare_case": Text("Comparer à ce cas", "Compare with this case"),
    "compare_case_hint": Text(
        "Garde ce cas à droite d’une limite ; changez ensuite les hypothèses, qui valent à gauche.",
        "Keeps this case right of a border; then change the assumptions, which hold on the left.",
    ),
    "compare_cases": Text("Table des cas", "Table of cases"),
    "number_bounds": Text("Un nombre de {least} à {most} {unit}.", "A number from {least} to {most} {unit}."),
    "compare_border": Text("Limite entre {left} et {right}", "Border between {left} and {right}"),
    "compare_split": Text("à {percent} % de la largeur", "at {percent}% of the width"),
    "compare_end": Text("Ne plus montrer deux volets", "Stop showing two sides"),
    "help_cases": Text(
        "« Couverture radio » se calcule pour la puissance et la hauteur que vous tapez ; « Comparer à ce "
        "cas » met deux cas côte à côte, « Table des cas » les liste et les télécharge.",
        "“Radio coverage” is computed for the power and height that you type; “Compare with this case” sets "
        "two cases side by side, “Table of cases” lists and downloads them.",
    ),
    "halo_since": Text("Depuis le {date}", "Since {date}"),
    "halo_new": Text("Nouveau dans les documents : {count}", "New in the documents: {count}"),
    "halo_ended": Text("Terminé ou remplacé : {count}", "Ended or superseded: {count}"),
    "halo_changed": Text("Changé : {count}", "Changed: {count}"),
    "halo_none": Text(
        "Rien ne change entre ces dates dans les couches affichées.",
        "Nothing changes between these dates in the layers shown.",
    ),
    "time_close": Text("Replier le choix de la date", "Fold the choice of date"),
    "time_mark": Text("{date} : {documents}", "{date}: {documents}"),
    "time_marks": Text("Dates des documents", "Dates of the documents"),
    "time_later": Text(
        "{count} faits postérieurs non montrés à cette date.", "{count} later facts not shown at this date."
    ),
    "time_later_one": Text(
        "1 fait postérieur non montré à cette date.", "1 later fact not shown at this date."
    ),
    "time_past": Text("remplacé après le {date}", "superseded after {date}"),
    "time_ended": Text("terminé le {date}", "ended on {date}"),
    "time_no_facts": Text(
        "Rien de ce lieu n’est encore dit à cette date.", "Nothing is said of this place yet at this date."
    ),
    "time_legend": Text("Dépassé ou terminé à cette date", "Superseded or ended at this date"),
    "chart_holds": Text("valables : {count}", "in force: {count}"),
    "chart_past": Text("dépassés (pâles) : {count}", "superseded (pale): {count}"),
    "chart_later": Text("postérieurs (pointillés) : {count}", "later (dashed): {count}"),
    "figures_as_of": Text(
        "Situation au {date} : ce que les documents disent d’après cette date n’est pas montré, ce "
        "qui est dépassé est grisé.",
        "As of {date}: what the documents say of later dates is not shown, what is superseded is greyed.",
    ),
    "figures_empty": Text(
        "Les documents ne disent encore rien à cette date : choisissez-en une plus tardive, ou toutes.",
        "The documents say nothing yet at this date: choose a later one, or all dates.",
    ),
    "results_unreported": Text(
        "À cette date, seul le plan est connu : les verdicts et les résultats sont du {reported}, et grisés.",
        "At this date only the plan is known: verdicts and results are of {reported}, and greyed.",
    ),
    "results_unplanned": Text(
        "Ce cadre vaut du {plan} au {reported} : à la date choisie, rien n’en est encore connu ; "
        "il est grisé.",
        "This framework runs from {plan} to {reported}: at the date chosen nothing of it is known yet; it is "
        "greyed.",
    ),
    "results_ringed": Text("{count} lieux entourés sur la carte", "{count} places ringed on the map"),
    "results_ringed_one": Text("1 lieu entouré sur la carte", "1 place ringed on the map"),
    "changes": Text("Ce qui a changé", "What changed"),
    "changes_dates": Text("Du {first} au {second}", "From {first} to {second}"),
    "changes_same": Text(
        "Les deux dates sont les mêmes : choisissez-en une autre dans le bandeau de la date.",
        "Both dates are the same: choose another in the date bar.",
    ),
    "changes_none": Text(
        "Aucun changement pour ce thème entre ces dates : choisissez un autre thème ou d’autres dates.",
        "No change for this topic between these dates: choose another topic or other dates.",
    ),
    "changes_reading": Text(
        "On compare ce que disent les documents, non le terrain : ce qui apparaît est ce dont un "
        "document parle "
        "pour la première fois. Le prévu n’est jamais soustrait du réalisé.",
        "What the documents say is compared, not the ground: what appears is what a document "
        "speaks of for the "
        "first time. Plans are never subtracted from what was done.",
    ),
    "changes_topic": Text("Thème", "Topic"),
    "changes_every_topic": Text("Tous les thèmes", "All topics"),
    "changes_nation": Text("Pour tout le pays", "Whole country"),
    "changes_together": Text("Donné ensemble pour : {title}", "Given together for: {title}"),
    "changes_changed": Text("Valeur changée", "Value changed"),
    "changes_appeared": Text("Dit à la seconde date seulement", "Said at the second date only"),
    "changes_ended": Text("Ne vaut plus à la seconde date", "No longer holds at the second date"),
    "changes_count_changed": Text("{count} changées", "{count} changed"),
    "changes_count_appeared": Text("{count} nouvelles", "{count} new"),
    "changes_count_ended": Text("{count} terminées", "{count} ended"),
    "time_nothing": Text(
        "Les documents de cette date ne disent rien de ces couches : choisissez une date plus "
        "tardive, ou toutes.",
        "The documents of this date say nothing of these layers: choose a later date, or all dates.",
    ),
    "changes_points": same("points"),
    "changes_dossier": Text("Ouvrir le dossier", "Open the dossier"),
    "changes_loading": Text("Chargement…", "Loading…"),
    "changes_close": Text("Fermer la comparaison", "Close the comparison"),
    "about_dates": Text("Comment les dates sont lues", "How dates are read"),
    "about_dates_1": Text(
        "Un chiffre mesuré vaut à partir de la fin de sa période, ou du jour de son document si "
        "cette fin vient "
        "après lui ; sans période, à partir du jour de son document. Une présence ou une part en "
        "vigueur « depuis » "
        "un jour vaut à partir de ce jour ; un nombre compté « depuis » un jour, à partir du document.",
        "A measured figure holds from the end of its period, or from the day of its document "
        "where that end comes "
        "later; without a period, from the day of its document. A presence or a share in force "
        "“since” a day holds "
        "from that day; a number counted “since” a day, from its document.",
    ),
    "about_dates_2": Text(
        "Il cesse de valoir la veille du jour où vaut un chiffre plus récent de la même mesure, "
        "au même lieu et dans la "
        "même unité. Un plan ou une autorisation vaut pendant sa période et n’est jamais remplacé par"
        " un résultat.",
        "It ceases to hold on the eve of a more recent figure of the same measure, of the same "
        "place and in the same "
        "unit. A plan or an authorisation holds during its period and is never replaced by a result.",
    ),
    "about_dates_3": Text(
        "Deux documents qui se contredisent sur un même moment restent tous les deux. Les "
        "documents sont rares : une date "
        "entre deux d’entre eux montre ce qui était dit jusque-là, non ce qui était vrai ce jour-là.",
        "Two documents that contradict each other on one moment both stay. Documents are few: a "
        "date between two of them "
        "shows what had been said until then, not what was true on that day.",
    ),
    "about_dates_4": Text(
        "Dates de référence : {dates}.",
        "Reference dates: {dates}.",
    ),
    "help_time": Text(
        "« Toutes les dates », sur la carte, choisit la date des faits et en compare deux : ce qui change "
        "est entouré, ou les deux sont de part et d’autre d’une limite à déplacer.",
        "“All dates”, on the map, chooses the date of the facts and compares two: what changes is ringed, "
        "or the two dates are on two sides of a border that you move.",
    ),
}

#: The words the scripts show.
TIME_SCRIPT_WORDS = (
    "time_all",
    "time_later",
    "time_later_one",
    "time_past",
    "time_ended",
    "time_no_facts",
    "time_legend",
    "chart_holds",
    "chart_past",
    "chart_later",
    "figures_as_of",
    "results_unreported",
    "results_unplanned",
    "results_ringed",
    "results_ringed_one",
    "changes",
    "changes_dates",
    "changes_same",
    "changes_none",
    "changes_reading",
    "changes_topic",
    "changes_every_topic",
    "changes_nation",
    "changes_together",
    "changes_changed",
    "changes_appeared",
    "changes_ended",
    "changes_count_changed",
    "changes_count_appeared",
    "changes_count_ended",
    "number_bounds",
    "compare_border",
    "compare_split",
    "compare_end",
    "halo_since",
    "halo_new",
    "halo_ended",
    "halo_changed",
    "halo_none",
    "time_nothing",
    "time_wrong",
    "changes_points",
    "changes_dossier",
    "changes_loading",
)
