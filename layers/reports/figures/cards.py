"""Which facts make the national picture: a card is one small chart, and names its facts by identifier."""

from __future__ import annotations

from typing import Final

from geodata.text import Text
from layers.reports.figures.spec import Card, Rows, Section


def _years(title: Text, ref: str, actual: str = "#4", also: tuple[str, ...] = ()) -> Card:
    """The usual indicator: two baselines, a target, and what was reached."""
    line = (f"{ref}#1", f"{ref}#2", f"{ref}{actual}")
    return Card(title, (line,), (f"{ref}#3",), also=tuple(f"{ref}{fact}" for fact in also))


def _budget(name: Text, line: int) -> tuple[Text, tuple[str, ...]]:
    """Apportionment and expenditure of one line of the budget table."""
    return name, (f"fin-003-{line}-1", f"fin-003-{line}-2")


def _posts(name: Text, line: int) -> tuple[Text, tuple[str, ...]]:
    """Approved and average strength of one line of the staff table."""
    return name, (f"sta-003-{line}-1", f"sta-003-{line}-2")


_STRENGTH = (
    Card(
        Text("Militaires déployés", "Military personnel deployed"),
        (("000-60-1", "001-29-1"),),
        ("002-95-1",),
        ceiling="001-9-1",
        also=("002-94-1", "002-95-2", "sta-003-137-2"),
    ),
    Card(
        Text("Policiers déployés", "Police personnel deployed"),
        (("000-63-1", "001-32-1"),),
        ("002-145-1",),
        ceiling="001-9-2",
        also=("002-142-1", "002-145-2", "sta-003-139-2", "sta-003-141-2"),
    ),
    Rows(
        Text("Autorisé et effectif moyen, 2020/21", "Authorised and average strength, 2020/21"),
        (
            (Text("Ensemble en uniforme", "All uniformed personnel"), ("O5.1.33#1", "sta-003-8303-1")),
            _posts(Text("Contingents militaires", "Military contingents"), 137),
            _posts(Text("Unités de police constituées", "Formed police units"), 141),
            _posts(Text("Police des Nations Unies", "United Nations police"), 139),
            (
                Text("Observateurs militaires", "Military observers"),
                ("sta-003-135-1", "sta-003-135-2"),
            ),
        ),
        also=("002-89-1", "O5.1.33#6", "O5.1.33#7", "O5.1.33#4", "O5.1.33#5"),
    ),
    Card(
        Text("Pays contributeurs de militaires", "Troop-contributing countries"),
        (("000-2-1", "002-96-2"),),
    ),
    Card(
        Text("Pays contributeurs de policiers", "Police-contributing countries"),
        (("000-5-1", "002-151-1"),),
    ),
)

_PATROLS = (
    Card(
        Text("Patrouilles militaires depuis juillet 2013", "Military patrols since July 2013"),
        (("000-40-1", "001-15-1"),),
    ),
    Card(
        Text("Patrouilles de police depuis juillet 2013", "Police patrols since July 2013"),
        (("000-40-2", "001-17-1"),),
    ),
    Rows(
        Text("Patrouilles prévues et réalisées, 2020/21", "Patrols planned and carried out, 2020/21"),
        (
            (
                Text("Patrouilles conjointes avec les forces maliennes", "Joint patrols with Malian forces"),
                ("O2.1.11#1", "O2.1.11#6"),
            ),
            (Text("Patrouilles de longue portée", "Long-range patrols"), ("O2.1.12#1", "O2.1.12#5")),
            (
                Text("Patrouilles de la police, nord et centre", "Police patrols, north and centre"),
                ("O2.1.9#1", "O2.1.9#5"),
            ),
            (
                Text("Patrouilles à pied dans les agglomérations", "Foot patrols in the main centres"),
                ("O2.1.2#1", "O2.1.2#2"),
            ),
        ),
    ),
)

_CASUALTIES = (
    Card(
        Text("Membres de la Mission tués dans des attaques", "Mission personnel killed in attacks"),
        (("000-54-1", "001-23-1"),),
        also=("000-54-2",),
    ),
    Card(
        Text("Civils tués ou grièvement blessés", "Civilians killed or seriously injured"),
        (("I2.1.2#1", "I2.1.2#2"),),
        ("I2.1.2#3", "I2.1.2#4", "I2.1.2#5"),
        names=(("I2.1.2#4", Text("tués", "killed")), ("I2.1.2#5", Text("blessés", "injured"))),
        apart=("I2.1.2#5",),
    ),
    _years(Text("Actes de violence contre des civils", "Acts of violence against civilians"), "I2.1.3"),
    Card(
        Text("Violations des droits de l’homme", "Human rights violations and abuses"),
        (("I3.1.4#5", "I3.1.4#3"),),
        ("I3.1.4#1", "I3.1.4#2", "003-5584-1"),
        also=("I3.1.4#4", "003-5582-1"),
    ),
    Card(
        Text("Personnes déplacées", "Displaced people"),
        marks=("I2.2.1#1", "I2.2.1#2", "I2.2.1#3", "I2.2.1#4"),
        names=(
            ("I2.2.1#1", Text("ou retournées", "or returned")),
            ("I2.2.1#4", Text("enregistrées", "registered")),
        ),
    ),
    Card(
        Text("Attaques de convois", "Attacks on convoys"),
        (("I2.1.4#1", "I2.1.4#2"),),
        ("I2.1.4#3", "I2.1.4#4"),
        names=(
            ("I2.1.4#1", Text("empêchées", "prevented")),
            ("I2.1.4#2", Text("empêchées", "prevented")),
            ("I2.1.4#3", Text("à empêcher", "to be prevented")),
            ("I2.1.4#4", Text("subies", "suffered")),
        ),
    ),
)

_TRAINING = (
    Card(
        Text("Formations de la police, participations cumulées", "Police training, attendances to date"),
        (("000-49-1", "001-21-1"), ("000-50-1", "001-21-2")),
        names=(("000-50-1", Text("femmes", "women")), ("001-21-2", Text("femmes", "women"))),
        apart=("000-50-1", "001-21-2"),
    ),
    Rows(
        Text("Formations prévues et réalisées, 2020/21", "Training planned and delivered, 2020/21"),
        (
            (Text("Forces de sécurité maliennes", "Malian security forces"), ("O2.1.10#1", "O2.1.10#2")),
            (
                Text("Personnel civil, dans la zone", "Civilian staff, in the mission area"),
                ("O5.1.10#1", "O5.1.10#2"),
            ),
            (
                Text("Personnel civil, hors de la zone", "Civilian staff, outside the area"),
                ("O5.1.10#3", "O5.1.10#4"),
            ),
        ),
    ),
    Card(
        Text("Équipes maliennes formées aux explosifs", "Malian teams trained against explosives"),
        (("I2.1.5#1", "I2.1.5#2"),),
        ("I2.1.5#3",),
    ),
)

_MONEY = (
    Card(
        Text("Dépenses de l’exercice", "Expenditure of the period"),
        (("fin-003-33-1", "fin-003-29-1"),),
        also=("fin-003-31-1", "fin-003-35-1", "fin-003-37-1"),
    ),
    Card(
        Text("Crédits bruts pour 2020/21", "Gross amounts for 2020/21"),
        marks=("fin-003-194-1", "fin-003-216-1", "fin-003-222-1"),
        names=(
            ("fin-003-194-1", Text("proposé", "proposed")),
            ("fin-003-216-1", Text("recommandé", "recommended")),
            ("fin-003-222-1", Text("ouvert", "appropriated")),
        ),
    ),
    Rows(
        Text("Crédits et dépenses, 2020/21", "Apportionment and expenditure, 2020/21"),
        (
            _budget(Text("Ensemble (montant brut)", "Total (gross)"), 98),
            _budget(Text("Militaires et police", "Military and police"), 92),
            _budget(Text("Personnel civil", "Civilian personnel"), 94),
            _budget(Text("Dépenses opérationnelles", "Operational costs"), 96),
        ),
    ),
    Rows(
        Text("Dont dépenses opérationnelles", "Of which operational costs"),
        (
            _budget(Text("Opérations aériennes", "Air operations"), 9738),
            _budget(Text("Installations et infrastructures", "Facilities and infrastructure"), 9734),
            _budget(Text("Communications et informatique", "Communications and IT"), 9742),
            _budget(Text("Transports terrestres", "Ground transportation"), 9736),
            _budget(Text("Santé", "Medical"), 9744),
            _budget(Text("Projets à effet rapide", "Quick-impact projects"), 9750),
        ),
    ),
)

_STAFFING = (
    Rows(
        Text("Postes approuvés et occupés, 2020/21", "Posts approved and filled, 2020/21"),
        (
            _posts(Text("Personnel international", "International staff"), 143),
            _posts(Text("Administrateurs nationaux", "National Professional Officers"), 147),
            _posts(Text("Agents nationaux des services généraux", "National General Service"), 149),
            _posts(Text("Volontaires internationaux", "International Volunteers"), 155),
            _posts(Text("Volontaires nationaux", "National Volunteers"), 157),
            (Text("Ensemble du personnel civil", "All civilian personnel"), ("O5.1.9#1", "O5.1.9#2")),
        ),
        also=("sta-003-8305-1", "sta-003-202-2", "sta-003-206-2"),
    ),
    Rows(
        Text("Taux de vacance prévu et réel, 2020/21", "Vacancy rate, planned and actual, 2020/21"),
        (
            (
                Text("Personnel international", "International staff"),
                ("sta-003-10097-1", "sta-003-143-3"),
            ),
            (
                Text("Administrateurs nationaux", "National Professional Officers"),
                ("sta-003-10133-1", "sta-003-147-3"),
            ),
            (
                Text("Agents nationaux des services généraux", "National General Service"),
                ("sta-003-10133-2", "sta-003-149-3"),
            ),
            (Text("Volontaires", "Volunteers"), ("sta-003-10147-2", "sta-003-10147-1")),
            (Text("Police des Nations Unies", "United Nations police"), ("sta-003-10060-1", "sta-003-139-3")),
            (Text("Contingents militaires", "Military contingents"), ("sta-003-10036-1", "sta-003-137-3")),
        ),
    ),
    _years(Text("Femmes parmi les civils internationaux", "Women among international civilians"), "I5.1.3"),
    _years(Text("Postes internationaux vacants", "International posts vacant"), "I5.1.2", also=("#5",)),
    _years(Text("Recrutement sur liste", "Recruitment from rosters"), "I5.1.4"),
    _years(Text("Heures de vol utilisées", "Flight hours used"), "I5.1.1"),
)

_RESULTS = (
    _years(Text("Bénéficiaires de la réduction des violences", "People reached by CVR projects"), "I2.3.3"),
    Card(
        Text("Ex-combattants du nord entrés en DDR", "Northern ex-combatants entering DDR"),
        (("I2.3.1#1", "I2.3.1#2"),),
        ("I2.3.1#3", "I2.3.1#4"),
        names=(("I2.3.1#4", Text("DDR accéléré", "accelerated DDR")),),
    ),
    _years(Text("Tribunaux opérationnels, nord et Mopti", "Operational courts, north and Mopti"), "I4.3.3"),
    _years(Text("Prisons opérationnelles", "Operational prisons"), "I4.3.4"),
    Card(
        Text("Dépositions examinées (Commission vérité)", "Statements examined (Truth Commission)"),
        (("I3.3.2#1", "I3.3.2#2"),),
        ("I3.3.2#3", "I3.3.2#4"),
        names=(("I3.3.2#4", Text("recueillies", "collected")),),
    ),
    _years(Text("Projets de dividendes de la paix", "Peace dividend projects"), "I4.1.3"),
)

SECTIONS: Final = (
    Section("strength", Text("Effectifs", "Strength"), _STRENGTH),
    Section("patrols", Text("Patrouilles", "Patrols"), _PATROLS),
    Section("casualties", Text("Pertes et violences", "Casualties and violence"), _CASUALTIES),
    Section("training", Text("Formation", "Training"), _TRAINING),
    Section("money", Text("Argent", "Money"), _MONEY),
    Section("staffing", Text("Personnel et moyens", "Staff and means"), _STAFFING),
    Section("results", Text("Quelques résultats", "Some results"), _RESULTS),
)
