"""The words of the map tools and of the layer panel's extras."""

from __future__ import annotations

from geodata.text import Text
from layers.view.drawn_words import READERS

TOOLS_WORDS = {
    "map_tools": Text("Outils de la carte", "Map tools"),
    "tool_close": Text("Fermer l’outil", "Close the tool"),
    "measure": Text("Mesurer", "Measure"),
    "draw": Text("Dessiner sur la carte", "Draw on the map"),
    "drawn_legend": READERS,
    "measure_hint": Text(
        "Cliquez ou touchez la carte à chaque point ; double clic pour finir. Au clavier : flèches pour "
        "viser, Entrée pour poser.",
        "Click or tap the map at each point; double click to finish. By keyboard: arrows to aim, Enter "
        "to set a point.",
    ),
    "measure_hint_rings": Text(
        "Cliquez ou touchez le centre ; au clavier : flèches pour viser, Entrée pour poser. « Effacer » en "
        "choisit un autre.",
        "Click or tap the centre; by keyboard: arrows to aim, Enter to set it. “Clear” chooses another.",
    ),
    "measure_line": Text("Une distance, un itinéraire", "A distance, a route"),
    "measure_area": Text("Une surface", "An area"),
    "measure_rings": Text("Cercles de portée et azimuts", "Range rings and bearings"),
    "measure_radii": Text("Rayons", "Radii"),
    "measure_radii_unit": Text("Unité des rayons", "Unit of the radii"),
    "measure_minutes": Text("minutes", "minutes"),
    "measure_bearings": Text("Azimuts tous les 30°", "Bearings every 30°"),
    "measure_around": Text("Autour du lieu sélectionné", "Round the selected place"),
    "measure_speed": Text("Vitesse", "Speed"),
    "measure_speed_unit": Text("Unité de la vitesse", "Unit of the speed"),
    "measure_knots": Text("nœuds", "knots"),
    "measure_no_speed": Text(
        "Des minutes demandent une vitesse : indiquez-la.", "Minutes need a speed: type one."
    ),
    "measure_save": Text("Enregistrer ce tracé", "Save what is drawn"),
    "measured_centre": Text("Centre", "Centre"),
    "measured_length": Text("Longueur", "Length"),
    "measured_last": Text("Dernier segment", "Last leg"),
    "measured_area": Text("Surface", "Area"),
    "measured_perimeter": Text("Périmètre", "Perimeter"),
    "measure_method": Text(
        "Géodésique, sur l’ellipsoïde WGS 84 (Karney 2013) ; azimuts vrais. Durées sans vent ni escale.",
        "Geodesic, on the WGS 84 ellipsoid (Karney 2013); true bearings. Times without wind or stops.",
    ),
    "help_draw": Text(
        "« Dessiner sur la carte » place flèches, lignes, zones, cercles par rayon, textes, repères et "
        "symboles militaires (APP-6) ou humanitaires (OCHA). L’adresse les garde ; fiches, présentations et "
        "pages hors ligne les portent, dits du lecteur.",
        "“Draw on the map” sets arrows, lines, areas, circles by radius, texts, markers and military "
        "(APP-6) or humanitarian (OCHA) symbols. The address keeps them; sheets, briefs and offline pages "
        "carry them, said to be the reader’s.",
    ),
    "help_rings": Text(
        "« Mesurer » trace aussi un itinéraire de plusieurs segments et des cercles de portée avec azimuts, "
        "en km ou en minutes de vol à une vitesse ; chaque point a son MGRS, et le tracé s’enregistre en "
        "GeoJSON, KML, GPX ou CSV.",
        "“Measure” also draws a route of several legs and range rings with bearings, in km or in minutes of "
        "flight at a speed; each point has its MGRS, and what is drawn is saved as GeoJSON, KML, GPX or CSV.",
    ),
    "inside": Text("Lister ce qui est dedans", "List what lies inside"),
    "inside_hint": Text(
        "Centre, puis bord du cercle ; ou sommets du polygone, double clic pour finir. Seules les couches "
        "affichées comptent.",
        "Centre, then edge of the circle; or corners of the polygon, double click to finish. Only the "
        "layers shown count.",
    ),
    "inside_circle": Text("Un cercle", "A circle"),
    "inside_polygon": Text("Un polygone", "A polygon"),
    "radius": Text("Rayon (km)", "Radius (km)"),
    "inside_none": Text(
        "Rien des couches affichées ne s’y trouve.", "Nothing of the layers shown lies inside."
    ),
    "inside_total": Text("Objets trouvés : {count}", "Features found: {count}"),
    "inside_more": Text("et {count} autres, dans le fichier CSV", "and {count} more, in the CSV file"),
    "inside_more_rows": Text(
        "et {count} autres, dans le tableau joint (« Votre tableau », « Modifier »)",
        "and {count} more, in the joined table (“Your table”, “Change”)",
    ),
    "inside_partly": Text("en partie", "in part"),
    "inside_wholly": Text("entièrement", "wholly"),
    "inside_csv": Text("Liste (CSV)", "List (CSV)"),
    "csv_layer": Text("couche", "layer"),
    "csv_id": Text("identifiant", "identifier"),
    "csv_name": Text("nom", "name"),
    "csv_extent": Text("étendue", "extent"),
    "csv_distance": Text("distance du centre (km)", "distance from centre (km)"),
    "csv_details": Text("détails", "details"),
    "plan_leg_km": Text("segment (km)", "leg (km)"),
    "plan_bearing": Text("azimut vrai (°)", "true bearing (°)"),
    "plan_total_km": Text("total (km)", "total (km)"),
    "plan_minutes": Text("minutes", "minutes"),
    "plan_radius_km": Text("rayon (km)", "radius (km)"),
    "plan_area_km2": Text("surface (km²)", "area (km²)"),
    "plan_perimeter_km": Text("périmètre (km)", "perimeter (km)"),
    "point_add": Text("Point au centre", "Point at centre"),
    "point_undo": Text("Annuler le point", "Undo point"),
    "sketch_finish": Text("Finir", "Finish"),
    "sketch_clear": Text("Effacer", "Clear"),
    "grid": Text("Quadrillage", "Grid"),
    "grid_none": Text("Sans quadrillage", "No grid"),
    "grid_degrees": Text("Méridiens et parallèles", "Meridians and parallels"),
    "grid_mgrs": Text("Carrés MGRS", "MGRS squares"),
    "locate": Text("Me situer", "Locate me"),
    "locating": Text("Recherche de votre position…", "Looking for your position…"),
    "locate_failed": Text(
        "Position indisponible : le navigateur ne l’a pas donnée.",
        "No position: the browser did not give it.",
    ),
    "located": Text("Votre position, à {metres} m près", "Your position, within {metres} m"),
    "full_screen": Text("Plein écran", "Full screen"),
    "pointer": Text("Coordonnées du centre de la carte", "Coordinates of the centre of the map"),
    "latitude": Text("latitude", "latitude (°)"),
    "longitude": Text("longitude", "longitude (°)"),
    "west": Text("O", "W"),
    "layer_filter": Text("Filtrer les couches", "Filter the layers"),
    "layer_filter_none": Text("Aucune couche de ce nom.", "No layer of that name."),
    "group_switch": Text("Toutes les couches : {title}", "All layers: {title}"),
    "saved": Text("Vues enregistrées", "Saved views"),
    "saved_name": Text("Nom de cette vue", "Name of this view"),
    "saved_keep": Text("Enregistrer", "Save"),
    "saved_note": Text(
        "Gardées par ce navigateur seul. Un lien copié les donne à d’autres.",
        "Kept by this browser alone. A copied link gives them to others.",
    ),
    "saved_none": Text("Aucune vue enregistrée.", "No view is saved yet."),
    "saved_copy": Text("Copier le lien de la vue {name}", "Copy the link of the view {name}"),
    "saved_rename": Text("Renommer la vue {name}", "Rename the view {name}"),
    "saved_delete": Text("Supprimer la vue {name}", "Delete the view {name}"),
    "saved_kept": Text("Vue enregistrée : {name}", "View saved: {name}"),
    "saved_gone": Text("Vue supprimée : {name}", "View deleted: {name}"),
    "saved_undo": Text("Rétablir", "Undo"),
    "saved_failed": Text(
        "Ce navigateur ne garde rien : autorisez-lui le stockage, ou copiez le lien de la vue.",
        "This browser keeps nothing: allow it to store data, or copy the link of the view.",
    ),
    "help_saved": Text(
        "« Vues enregistrées », dans le panneau des couches, garde la vue sous un nom dans ce navigateur ; "
        "couches, date, cadrage et mesure sont aussi dans son lien.",
        "“Saved views”, in the panel of layers, keeps the view under a name in this browser; layers, date, "
        "extent and measure are in its link too.",
    ),
    "layer_sets": Text("Jeux de couches", "Starting sets"),
    "set_planner": Text("Planifier", "Planner"),
    "set_briefer": Text("Présenter", "Briefer"),
    "set_analyst": Text("Analyser", "Analyst"),
    "set_shown": Text("Couches affichées : {count}", "Layers shown: {count}"),
    "fields": Text("Dictionnaire des champs", "Field dictionary"),
    "fields_joined": Text(
        "Et {count} colonnes de ce que l’on sait du lieu, dans le tableau et les fichiers :",
        "And {count} columns of what is known of the place, in the table and the files:",
    ),
    "field_text": Text("texte", "text"),
    "field_number": Text("nombre", "number"),
    "field_date": Text("date", "calendar date"),
    "field_citation": Text("référence", "reference"),
    "order": Text("Ordre de dessin", "Drawing order"),
    "order_note": Text(
        "La première couche est dessinée par-dessus les autres. Les symboles restent au-dessus des surfaces.",
        "The first layer is drawn over the others. Symbols stay above areas.",
    ),
    "order_grip": Text(
        "Déplacer la couche {title} : glisser, ou flèches haut et bas",
        "Move the layer {title}: drag, or up and down arrows",
    ),
    "order_up": Text("Monter la couche {title}", "Move the layer {title} up"),
    "order_down": Text("Descendre la couche {title}", "Move the layer {title} down"),
    "order_status": Text("{title} : place {place} sur {count}", "{title}: place {place} of {count}"),
    "order_reset": Text("Ordre habituel", "Usual order"),
    "layer_only": Text("Cette couche seule", "Only this layer"),
    "layer_zoom": Text("Cadrer sur la couche", "Zoom to the layer"),
}

#: The words the tools' scripts show.
TOOLS_SCRIPT_WORDS = (
    *("measured_length", "measured_last", "measured_area", "measured_perimeter"),
    *("measure_line", "measure_area", "measure_rings", "measured_centre"),
    *("plan_leg_km", "plan_bearing", "plan_total_km", "plan_minutes"),
    *("plan_radius_km", "plan_area_km2", "plan_perimeter_km"),
    *("inside_none", "inside_total", "inside_more", "inside_more_rows", "inside_partly", "inside_wholly"),
    *("csv_layer", "csv_id", "csv_name", "csv_extent", "csv_distance", "csv_details"),
    *("latitude", "longitude", "west", "locating", "locate_failed", "located", "set_shown"),
    *("saved_none", "saved_copy", "saved_rename", "saved_delete", "saved_kept", "saved_gone"),
    *("saved_undo", "saved_failed", "saved_keep", "saved_name"),
    *("order_grip", "order_up", "order_down", "order_status"),
    *("decimal", "dms", "mgrs", "copy", "close"),
)
