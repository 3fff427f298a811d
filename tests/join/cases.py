"""Tables as readers have them, each row with what it should become, written beside it.

After ``=>`` stands the outcome of the row, which is cut off before the file is made:

- ``gao``: the row is this place;
- ``^cercle-koro``: its place is not known, and it is located at this unit;
- ``@-0.04 16.27`` or ``@-0.04 16.27 gao``: it lies there (degrees), and is this place;
- ``!2.1 13.5``: it lies there, outside Mali;
- ``-``: it has no place.

Lines without ``=>`` are titles, headings and the like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

OUTCOME = re.compile(r"[ \t]*=>[ \t]*(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    form: str = "csv"
    encoding: str = "utf-8"
    options: dict[str, object] = field(default_factory=dict)

    @property
    def body(self) -> str:
        """The file's text, without the outcomes."""
        return OUTCOME.sub("", self.text.removeprefix("\n"))

    @property
    def outcomes(self) -> list[str]:
        return [match[1].strip() for match in OUTCOME.finditer(self.text)]


CASES = [
    Case(
        "french excel, semicolons, cp1252",
        """
Localité;Région;Effectif
Gao;Gao;1 200 => gao
Ménaka;Ménaka;350 => menaka
Aguelhok;Kidal;90 => aguelhok
Diré;Tombouctou;12 => dire
Évian;Ségou;1 => ^region-segou
""",
        encoding="cp1252",
    ),
    Case(
        "excel for windows, utf-16",
        """
Lieu\tDate\tBlessés
Tombouctou\t2019-05-02\t3 => tombouctou
Goundam\t2019-05-09\t1 => goundam
Kidal\t2019-06-01\t0 => kidal
""",
        encoding="utf-16",
    ),
    Case(
        "utf-16 without its mark",
        """
Lieu;Nombre
Sévaré;4 => sevare
Djenné;2 => djenne
""",
        encoding="utf-16-le",
    ),
    Case(
        "macintosh",
        """
Localité;Nombre d’élèves
Ménaka;40 => menaka
Dioïla;32 => dioila
Ségou;120 => segou
Kéniéba;18 => village-kenieba
""",
        encoding="mac_roman",
    ),
    Case(
        "ms-dos",
        """
Localité;Décès
Ménaka;2 => menaka
Téssalit;0 => tessalit
Djenné;1 => djenne
""",
        encoding="cp850",
    ),
    Case(
        "utf-8 with its mark",
        """
site,type
Gao,HQ => gao
Bamako,HQ => bamako
""",
        encoding="utf-8-sig",
    ),
    Case(
        "a line that says the separator",
        """
sep=;
Lieu;Montant
Gao;15,5 => gao
Douentza;3,2 => douentza
""",
    ),
    Case(
        "a cell more than the headings",
        """
Lieu,n
Gao,1, => gao
Kidal,2, => kidal
""",
    ),
    Case(
        "ragged rows",
        """
Lieu,n,remarque
Gao,1 => gao
Kidal => kidal
Ber,3,escorte,en retard => ber
""",
    ),
    Case(
        "padded headings and cells",
        """
  Lieu  ; Nombre ;
  Gao ; 3 ; => gao
 Ansongo;4; => ansongo
""",
    ),
    Case(
        "title lines above the headings",
        """
Rapport mensuel – mars 2021;;
Section des affaires civiles;;
;;
Localité;Activité;Participants
Bandiagara;Forum;80 => bandiagara
Bankass;Atelier;35 => bankass
Koro;Atelier;22 => koro
""",
    ),
    Case(
        "two lines of headings",
        """
;Janvier;;Février;
Lieu;Cas;Décès;Cas;Décès
Mopti;3;0;4;1 => mopti
Ségou;1;0;2;0 => segou
""",
    ),
    Case(
        "totals",
        """
Région;Localité;Nombre
Gao;Gao;3 => gao
Gao;Ansongo;2 => ansongo
Gao;Sous-total;5 => -
Total général;;5 => -
""",
    ),
    Case(
        "blank lines between",
        """
Lieu,n

Gao,1 => gao

Kidal,2 => kidal

""",
    ),
    Case(
        "hdx with its tags",
        """
admin1Name,admin2Name,admin1Pcode,admin2Pcode,affected
#adm1+name,#adm2+name,#adm1+code,#adm2+code,#affected
Gao,Ansongo,ML07,ML0701,120 => cercle-ansongo
Mopti,Koro,ML05,ML0505,300 => cercle-koro
Tombouctou,Niafunke,ML06,ML0604,50 => cercle-niafunke
Bamako,Bamako,ML09,ML0901,10 => cercle-bamako
""",
    ),
    Case(
        "tags without headings",
        """
#loc,#adm1,#affected
Konna,Mopti,4 => village-konna
Kidal,Kidal,2 => kidal
""",
    ),
    Case(
        "divisions by name in ocha's columns",
        """
ADM1_FR,ADM2_FR,ADM3_FR,IDP
Mopti,Bankass,Diallassagou,450 => commune-diallassagou
Mopti,Koro,Madougou,120 => commune-madougou
Ménaka,Anderamboukane,Anderamboukane,88 => commune-anderamboukane
Ségou,Niono,Nampalari,12 => commune-nampalari
Gao,Ansongo,Xyz,3 => ^cercle-ansongo
""",
    ),
    Case(
        "regions only",
        """
Région;Population
Kayes;1993615 => region-kayes
Koulikoro;2422108 => region-koulikoro
Sikasso;2643179 => region-sikasso
Tombouctou;674793 => region-tombouctou
Gao;542304 => region-gao
Kidal;67739 => region-kidal
Taoudénit;  => region-taoudenit
Bamako;1810366 => district-bamako
""",
    ),
    Case(
        "regions of 2023, which no source here draws",
        """
Région,Ménages
Bandiagara,3 => -
Douentza,4 => -
San,5 => -
Mopti,6 => region-mopti
""",
    ),
    Case(
        "cercles only",
        """
Cercle,Écoles fermées
Koro,120 => cercle-koro
Douentza,80 => cercle-douentza
Gourma Rharous,33 => cercle-gourma-rharous
Tin Essako,4 => cercle-tin-essako
Léré,2 => -
""",
    ),
    Case(
        "level words in the names",
        """
Lieu,n
Région de Gao,1 => region-gao
Cercle de Koro,2 => cercle-koro
Commune de Gao,3 => commune-gao
Commune rurale de Ber,4 => commune-ber
Region of Mopti,5 => region-mopti
Kidal Region,6 => region-kidal
Ansongo cercle,7 => cercle-ansongo
Ville de Gao,8 => gao
Kidal (ville),9 => kidal
District de Bamako,10 => district-bamako
Secteur Est,11 => sector-est
Sector North,12 => sector-nord
Région de Bandiagara,13 => -
Cercle de Léré,14 => -
""",
    ),
    Case(
        "what once went to the place in brackets",
        """
Lieu,n
Ber (Tombouctou),1 => ber
Ber Tombouctou,2 => ber
Diré Tombouctou,3 => dire
Koro (Bandiagara),4 => koro
Ménaka/Andéramboukane,5 => -
Léré (Niafunké),6 => village-lere
Hombori (Douentza),7 => village-hombori
Gossi (Cercle de Gourma-Rharous),8 => village-gossi
Xyzville (Gao),9 => ^region-gao
""",
    ),
    Case(
        "one place under two names",
        """
Lieu,n
Tombouctou (Timbuktu),1 => tombouctou
Tombouctou / Timbuktu,2 => tombouctou
Timbuktu (Tombouctou),3 => tombouctou
Ségou (Segou),4 => segou
""",
    ),
    Case(
        "country behind the name",
        """
Location;n
Gao, Mali;1 => gao
Mopti, Mali;2 => mopti
Ansongo, Gao, Mali;3 => ansongo
Niamey, Niger;4 => -
Ouagadougou (Burkina Faso);5 => -
""",
    ),
    Case(
        "paths from the region down",
        """
Zone
Mopti > Bankass > Ogossagou => ogossagou
Région de Mopti, Cercle de Koro, Dinangourou => village-dinangourou
Mali > Gao > Ansongo => ansongo
Tombouctou > Goundam > Essakane => village-essakane
""",
    ),
    Case(
        "several places, and positions beside one",
        """
Lieu,n
Gao et Ménaka,1 => -
Gao - Ansongo,2 => -
axe Gao-Ansongo,3 => -
entre Douentza et Hombori,4 => -
20 km au nord de Kidal,5 => -
près de Boni,6 => -
environs de Ber,7 => -
Mopti & Ségou,8 => -
RN16 Sévaré - Gao,9 => -
""",
    ),
    Case(
        "typing slips are suggested, not matched",
        """
Lieu,n
Tombuctou,1 => -
Doentza,2 => -
Kidall,3 => -
Menakka,4 => -
Bamaco,5 => -
Taudenit,6 => -
""",
    ),
    Case(
        "typing slips with their cercle",
        """
Localité,Cercle
Dinangouru,Koro => village-dinangourou
Korientze,Mopti => village-korientze
Bambara Maoude,Gourma-Rharous => village-bambara-maoude
Ouattagoona,Ansongo => village-ouattagouna
""",
    ),
    Case(
        "namesakes told apart by their cercle",
        """
Commune,Cercle
Benkadi,Dioïla => commune-benkadi-dioila
Benkadi,Kangaba => commune-benkadi-kangaba
Benkadi,Sikasso => commune-benkadi-sikasso
Benkadi, => -
""",
    ),
    Case(
        "namesakes without a parent",
        """
Commune
Benkadi => -
Bougoula => -
Tilemsi => -
Diallassagou => commune-diallassagou
""",
    ),
    Case(
        "villages of one name",
        """
Village;Cercle;Région
Tabankort;Ménaka;Ménaka => village-tabankort-menaka
Tabankort;Bourem;Gao => village-tabankort-tarkint
Tabankort;; => -
Toya;Tombouctou;Tombouctou => village-toya-alafia
""",
    ),
    Case(
        "strangers",
        """
Lieu,n
Paris,1 => -
Xyzzy,2 => -
Nord,3 => -
Est,4 => -
12,5 => -
Camp Castor,6 => -
Bar,7 => -
?,8 => -
N/A,9 => -
Camp,10 => -
""",
    ),
    Case(
        "spellings of the documents",
        """
Site
Aguelhoc => aguelhok
Augelhok => aguelhok
Ogossogou => ogossagou
Sobanou-Kou => sobane-da
Mopti-Sevare => mopti-sevare
mopti sevare => mopti-sevare
Taoudenni => taoudenit
Timbuktu => tombouctou
Diabali => diabaly
TINESSAKO => town-tin-essako
""",
    ),
    Case(
        "arabic",
        """
الموقع,عدد
غاو,3 => gao
تمبكتو,5 => tombouctou
كيدال,2 => kidal
باماكو,9 => bamako
موبتي,1 => mopti
""",
    ),
    Case(
        "arabic of windows",
        """
الموقع;عدد
غاو;3 => gao
كيدال;2 => kidal
سيكاسو;1 => sikasso
""",
        encoding="cp1256",
    ),
    Case(
        "the capital",
        """
Lieu
Bamako => bamako
Commune V => commune-bamako-v
Commune 4 => commune-bamako-iv
Bamako, Commune VI => commune-bamako-vi
Bamako Sénou => senou
Commune V du District de Bamako => commune-bamako-v
""",
    ),
    Case(
        "aerodromes",
        """
Destination,rotations
Gao Airport,12 => airport-gago
Aéroport de Tombouctou,8 => airport-gatb
Kidal airstrip,2 => airport-gakl
Aéroport de Mopti,5 => airport-gamb
Paris airport,1 => -
""",
    ),
    Case(
        "decimal degrees with commas",
        """
Site;Latitude;Longitude
Gao;16,2717;-0,0447 => @-0.0447 16.2717 gao
Kidal;18,4434;1,4092 => @1.4092 18.4434 kidal
Camp A;14,52;-4,09 => @-4.09 14.52
""",
    ),
    Case(
        "decimal degrees with points",
        """
id,x,y,obs
1,-3.0074,16.7735,ok => @-3.0074 16.7735
2,-8.0026,12.6392,ok => @-8.0026 12.6392
3,,,manque => -
""",
    ),
    Case(
        "swapped columns",
        """
Site,Longitude,Latitude
Gao,16.2717,-0.0447 => @-0.0447 16.2717 gao
Kidal,18.4434,1.4092 => @1.4092 18.4434 kidal
Tombouctou,16.7735,-3.0074 => @-3.0074 16.7735 tombouctou
""",
    ),
    Case(
        "one row swapped among others: it stays where it says",
        """
Lieu,lat,lon
Gao,16.2717,-0.0447 => @-0.0447 16.2717 gao
Kidal,18.4434,1.4092 => @1.4092 18.4434 kidal
Mopti,14.4843,-4.1830 => @-4.183 14.4843 mopti
Ségou,13.4403,-6.2595 => @-6.2595 13.4403 segou
Ménaka,15.9199,2.3961 => @2.3961 15.9199 menaka
Ansongo,0.5022,15.6597 => !15.6597 0.5022
""",
    ),
    Case(
        "degrees, minutes and seconds in two columns",
        """
Nom;Latitude;Longitude
Gao;16° 16' 18" N;0° 02' 41" W => @-0.0447 16.2717 gao
Kidal;18°26'36"N;1°24'33"E => @1.4092 18.4434 kidal
Tombouctou;16°46′25″N;3°00′27″O => @-3.0075 16.7736 tombouctou
""",
    ),
    Case(
        "pairs in one column",
        """
Lieu;Coordonnées GPS
Gao;16.2717, -0.0447 => @-0.0447 16.2717 gao
Kidal;18,4434; 1,4092 => @1.4092 18.4434 kidal
Tombouctou;16°46'25"N 3°00'27"W => @-3.0075 16.7736 tombouctou
Inconnu; => -
""".replace("18,4434; 1,4092", '"18,4434; 1,4092"').replace(
            "16°46'25\"N 3°00'27\"W", '"16°46\'25""N 3°00\'27""W"'
        ),
    ),
    Case(
        "grid references",
        """
Event,MGRS
IED,30QZD1588001273 => @-0.0447 16.2717
Tir,30Q ZD 158 012 => @-0.0449 16.2715
Patrouille,30qzd15 01 => @-0.0477 16.2742
Erreur,99ZZZ => -
""",
    ),
    Case(
        "well-known text",
        """
nom;geom
Gao;POINT(-0.0447 16.2717) => @-0.0447 16.2717 gao
Zone;POLYGON((-4 14,-3 14,-3 15,-4 15,-4 14)) => @-3.5 14.5
UTM;SRID=32630;POINT(700000 1800000) => -
Vide; => -
""",
    ),
    Case(
        "well-known text with its own systems",
        """
nom,wkt
a,"SRID=32630;POINT(700000 1800000)" => @-1.1284 16.2726
b,"SRID=4326;POINT(-3 16)" => @-3 16
c,"POINT(700000 1800000)" => -
""",
    ),
    Case(
        "names and positions that disagree",
        """
Lieu,lat,lon
Gao,16.2717,-0.0447 => @-0.0447 16.2717 gao
Gao,12.6391,-8.0027 => @-8.0027 12.6391
Tombouctu,16.77,-3.01 => @-3.01 16.77 tombouctou
Xyz,14.1,-3.1 => @-3.1 14.1
Ber,, => ber
""",
    ),
    Case(
        "positions outside Mali and null island",
        """
ville,latitude,longitude
Niamey,13.51,2.11 => !2.11 13.51
Gao,0,0 => gao
Mopti,14.4843,-4.183 => @-4.183 14.4843 mopti
Bamako,999,12 => bamako
""",
    ),
    Case(
        "metres of a projection are no degrees",
        """
Site,X,Y
Gao,388000,1799000 => gao
Ber,764000,1863000 => ber
""",
    ),
    Case(
        "p-codes alone",
        """
pcode,value
ML07,1 => region-gao
ML0605,2 => cercle-tombouctou
ML050512,3 => cercle-koro
ML9999,4 => -
""",
    ),
    Case(
        "p-codes and names",
        """
adm2_pcode;localite
ML0701;Ansongo => ansongo
ML0701;Xyz => cercle-ansongo
ML0605;Ber => ber
""",
    ),
    Case(
        "events, as acled lists them",
        """
event_date,event_type,country,admin1,admin2,admin3,location,latitude,longitude,fatalities
2020-01-03,Tir,Mali,Mopti,Koro,Dinangourou,Dinangourou,14.451,-2.245,4 => @-2.245 14.451 village-dinangourou
2020-01-05,Violence against civilians,Mali,Mopti,Bankass,Segue,Ogossagou,14.05,-3.5,30 => @-3.5 14.05
2020-02-01,Battles,Mali,Gao,Ansongo,Tessit,Tessit,15.2,0.3,2 => @0.3 15.2 village-tessit
""",
    ),
    Case(
        "no headings",
        """
Gao\t3
Kidal\t5
Ménaka\t2
""".replace("\t3\n", "\t3 => gao\n")
        .replace("\t5\n", "\t5 => kidal\n")
        .replace("\t2\n", "\t2 => menaka\n"),
    ),
    Case(
        "one column pasted",
        """
Gao => gao
Kidal => kidal
Ménaka => menaka
Xyzzy => -
""",
    ),
    Case(
        "one column with commas in the names",
        """
Lieu
Gao, Mali => gao
Ansongo, Gao => ansongo
Kidal => kidal
""",
    ),
    Case(
        "the columns of an earlier join, and words of ours",
        """
Lieu,place_id,region,lon,atlas_place_id,atlas_rule
Gao,x1,abc,,old,exact => gao
Kidal,x2,def,,old,exact => kidal
""",
    ),
    Case(
        "repeated and empty headings",
        """
Lieu,n,n,,Lieu
Gao,1,2,,x => gao
Ber,3,4,,y => ber
""",
    ),
    Case(
        "quoted cells with line breaks",
        """
Lieu,Note
Gao,"première ligne => gao
seconde"
Kidal,"a, b" => kidal
""",
    ),
    Case(
        "old division: Ménaka in the region of Gao",
        """
Région,Cercle,Localité
Gao,Ménaka,Ménaka => menaka
Gao,Gao,Gao => gao
Tombouctou,Tombouctou,Taoudénit => taoudenit
""",
    ),
    Case(
        "parents that contradict each other",
        """
Région,Cercle,Localité
Gao,Koro,Xyz => -
Mopti,Koro,Koro => koro
Kayes,Mopti,Mopti => -
""",
    ),
    Case(
        "a name known elsewhere only",
        """
Localité,Cercle
Konna,Ansongo => ^cercle-ansongo
Hombori,Koro => ^cercle-koro
Konna,Mopti => village-konna
""",
    ),
    Case(
        "the parent misspelt",
        """
Localité,Région
Konna,Mopty => village-konna
Gao,GAO => gao
Xyz,Tombouktou => ^region-tombouctou
""",
    ),
    Case(
        "regions of 2023 as parents",
        """
Région;Cercle;Lieu
Bandiagara;Bankass;Bankass => bankass
Bandiagara;Koro;Koro => koro
Bandiagara;;Koro => koro
Bandiagara;;Gao => -
""",
    ),
    Case(
        "capitals, spaces, hyphens",
        """
VILLE
TOMBOUCTOU => tombouctou
  gao   => gao
Gourma--Rharous => town-gourma-rharous
N'TILLIT => town-ntillit
ké macina => town-ke-macina
""",
    ),
    Case(
        "sectors",
        """
Secteur;Effectif
Est;1200 => sector-est
Nord;900 => sector-nord
Centre;400 => sector-centre
""",
        options={"to": "sectors"},
    ),
    Case(
        "bare names read as regions",
        """
Zone,n
Gao,1 => region-gao
Mopti,2 => region-mopti
Ber,3 => ber
""",
        options={"to": "regions"},
    ),
    Case(
        "a column that the reader names",
        """
A,B,C
x,Gao,Kidal => kidal
y,Ber,Ansongo => ansongo
""",
        options={"on": "C"},
    ),
    Case(
        "a parent column that the reader names",
        """
Nom,Où
Benkadi,Kangaba => commune-benkadi-kangaba
Konna,Mopti => village-konna
Konna,Gao => ^region-gao
""",
        options={"on": "Nom", "parents": ["Où"]},
    ),
    Case(
        "html, formulas and control characters",
        """
Lieu,Note
Gao,<script>alert(1)</script> => gao
=Kidal,=1+1 => kidal
<b>Ber</b>,x => -
Kidal,+33 => kidal
""",
    ),
    Case(
        "workbook with a title",
        """
Liste des sites au 31 mars
Site;Région;Effectif
Gao;Gao;1200 => gao
Ber;Tombouctou;150 => ber
Konna;Mopti;3 => village-konna
""",
        form="xlsx",
    ),
    Case(
        "workbook with merged regions",
        """
Région;Localité;Date;n
Mopti;Konna;2021-03-01;3 => village-konna
<;Fatoma;2021-03-02;4 => village-fatoma
<;Xyz;2021-03-02;4 => ^region-mopti
Gao;Ansongo;2021-03-03;5 => ansongo
""",
        form="xlsx",
    ),
    Case(
        "workbook with numbers and positions",
        """
Lieu;lat;lon
Gao;16.2717;-0.0447 => @-0.0447 16.2717 gao
Autre;14.5;-4 => @-4 14.5
""",
        form="xlsx",
    ),
    Case(
        "open document",
        """
Lieu;Nombre
Gao;3 => gao
Ménaka;5 => menaka
""",
        form="ods",
    ),
    Case(
        "geojson",
        """
name;lon;lat
Gao;-0.0447;16.2717 => @-0.0447 16.2717 gao
Poste;-4;14.5 => @-4 14.5
Ber;; => ber
""",
        form="geojson",
    ),
    Case(
        "geopackage in utm",
        """
name;lon;lat
Gao;-0.0447;16.2717 => @-0.0447 16.2717 gao
Poste;-2;16 => @-2 16
""",
        form="gpkg",
    ),
    Case(
        "kml",
        """
Name;lon;lat
Kidal;1.4092;18.4434 => @1.4092 18.4434 kidal
Puits;1.5;18.5 => @1.5 18.5
""",
        form="kml",
    ),
    Case(
        "kmz",
        """
Name;lon;lat
Kidal;1.4092;18.4434 => @1.4092 18.4434 kidal
""",
        form="kmz",
    ),
    Case(
        "gpx of a patrol",
        """
name;lon;lat
WP1;-3.01;16.77 => @-3.01 16.77
WP2;-3.10;16.70 => @-3.1 16.7
""",
        form="gpx",
    ),
    Case(
        "zipped shapefile in a subfolder",
        """
nom;lon;lat
Gao;-0.0447;16.2717 => @-0.0447 16.2717 gao
Ménaka;2.3961;15.9199 => @2.3961 15.9199 menaka
""",
        form="shp",
    ),
    Case(
        "flatgeobuf",
        """
nom;lon;lat
Ménaka;2.3961;15.9199 => @2.3961 15.9199 menaka
""",
        form="fgb",
    ),
    Case(
        "geoparquet",
        """
nom;lon;lat
Ménaka;2.3961;15.9199 => @2.3961 15.9199 menaka
""",
        form="parquet",
    ),
]
