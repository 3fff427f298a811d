"""A reader's table in the explorer: read, corrected, drawn as a layer, in files and sheets, deleted."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from app.factory import create_dash
from app.panels.own import adding, desk, places
from app.panels.own.preview import preview
from app.panels.own.screen import report_table, wanted_rows
from geodata.errors import InputError, NotFoundError
from geodata.own.keeping.store import Store, new_owner
from geodata.own.limits import DEFAULT
from geodata.own.report import report_of

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.page.shell import AtlasDash
    from app.settings import Settings

TABLE = """Lieu;Cercle;Date;Ménages;place_id;Nom_fr
Gao;;2018-03-01;30;x;a
Ber (Tombouctou);;02/04/2019;45,5;y;b
Xyzzy;;2020-01-01;12;z;c
Douentzza;;;120;;<img src=x onerror=alert(1)>
Cercle de Ménaka;;2021-02-02;7;;=1+1
"""


@pytest.fixture(scope="module")
def app(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> AtlasDash:
    return create_dash(replace(settings, own=str(tmp_path_factory.mktemp("own"))))


@pytest.fixture(scope="module")
def store(app: AtlasDash) -> Store:
    assert app.collection.own
    return app.collection.own.store


@pytest.fixture(scope="module")
def client(app: AtlasDash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture(scope="module")
def owner() -> str:
    return new_owner()


@pytest.fixture(scope="module")
def layer(store: Store, owner: str) -> str:
    """The table, one row of it corrected, added as a layer."""
    kept = desk.receive(store, owner, TABLE.encode("cp1252"), "C:\\dossier\\sites.csv")
    choice, _ = desk.first_choice(store, desk.read_draft(store, kept.id))
    assert desk.correct(store, owner, kept.id, choice, 3, "douentza") == 1
    return adding.add_layer(store, owner, kept.id, choice, {"title": "Mes <b>sites</b>"}).id


def features(client: FlaskClient, layer: str, lang: str = "fr") -> dict[str, Any]:
    answer = client.get(f"/own/{layer}.{lang}.geojson")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"
    collection: dict[str, Any] = json.loads(answer.data)
    return collection


def test_the_layer_says_what_the_table_says(client: FlaskClient, layer: str) -> None:
    collection = features(client, layer)
    rows = [feature["properties"] for feature in collection["features"]]
    assert [row["name"] for row in rows] == [
        "Gao",
        "Ber (Tombouctou)",
        "Xyzzy",
        "Douentzza",
        "Cercle de Ménaka",
    ]
    assert [row["menages"] for row in rows] == [30, 45.5, 12, 120, 7]
    assert rows[0]["place_id_"] == "x", "a column of the reader's is no column of ours"
    assert "place_id" not in rows[0]
    assert [row["mark"] for row in rows] == ["row", "row", "row", "row", "unit"]
    assert [bool(feature["geometry"]) for feature in collection["features"]] == [
        True,
        True,
        False,
        True,
        True,
    ]
    assert rows[3]["atlas_rule"] == "correction du lecteur"
    holds = [feature.get("holds") for feature in collection["features"]]
    assert holds[1] == [{"source": "reader", "since": "2019-04-02", "until": None}]
    assert holds[3] is None
    assert collection["atlas"]["sources"][-1]["title"] == "Fichier du lecteur : sites.csv"
    assert features(client, layer, "en")["atlas"]["sources"][-1]["title"] == "File of the reader: sites.csv"


def test_the_page_of_a_view_knows_the_layer_and_no_other_page_does(client: FlaskClient, layer: str) -> None:
    page = client.get(f"/?lang=fr&layers={layer},sites&{layer}.colour=menages").text
    assert "Vos tableaux" in page
    assert "Mes &lt;b&gt;sites&lt;/b&gt;" in page
    boot = json.loads(page.split('id="atlas-boot"')[1].partition(">")[2].split("</script>")[0])
    assert boot["rules"]["layers"][0] == layer
    assert boot["rules"]["colours"][layer] == {"menages": "symbol"}
    assert f"{layer}.colour=menages" in boot["query"]
    assert "Vos tableaux" not in client.get("/?lang=fr").text
    assert layer not in client.get("/layers").text


def test_a_layer_that_is_gone_is_said(client: FlaskClient) -> None:
    gone = "own-" + "0" * 32
    page = client.get(f"/?lang=fr&layers={gone},sites").text
    assert "couche inconnue" in page
    assert client.get(f"/own/{gone}.fr.geojson").status_code == 404
    assert client.get(f"/own/files/{gone}/report.csv").status_code == 404


@pytest.mark.parametrize("ending", ["csv", "geojson", "gpkg", "xlsx", "kml"])
def test_the_layer_is_downloaded_like_any_other(client: FlaskClient, layer: str, ending: str) -> None:
    answer = client.get(f"/layers/{layer}.{ending}?lang=en")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    if ending == "csv":
        assert "Douentzza" in answer.text
        assert ",'=1+1" in answer.text, "no cell is a formula"


def test_report_table_and_corrections_are_files(client: FlaskClient, layer: str) -> None:
    report = client.get(f"/own/files/{layer}/report.csv?lang=en").text
    assert report.startswith("\ufeffline,text,parents,rule")
    assert "the reader’s correction" in report
    assert client.get(f"/own/files/{layer}/report.xlsx").data[:2] == b"PK"
    table = client.get(f"/own/files/{layer}/table.csv?add=mgrs,pcodes,wrong").text
    assert "atlas_mgrs" in table.splitlines()[0]
    assert "atlas_site" not in table.splitlines()[0]
    assert client.get(f"/own/files/{layer}/corrections.csv").text.splitlines()[1] == "Douentzza,,douentza"
    assert client.get(f"/own/files/{layer}/source.parquet").status_code == 404


def test_sheets_and_pages_carry_the_layer_with_its_source(client: FlaskClient, layer: str) -> None:
    sheet = client.get(f"/sheet.svg?lang=fr&layers={layer}&{layer}.colour=menages")
    assert sheet.status_code == 200
    told = client.get(f"/sheet.json?lang=fr&layers={layer}").json
    assert "sites.csv" in json.dumps(told, ensure_ascii=False)
    page = client.get(f"/export.html?lang=fr&layers={layer}").text
    assert "sites.csv" in page
    assert "<img src=x" not in page


def test_corrections_apply_to_the_next_file_of_that_shape(store: Store, owner: str, layer: str) -> None:
    assert layer
    again = desk.receive(store, owner, TABLE.replace("120", "130").encode(), "sites-2.csv")
    choice, _ = desk.first_choice(store, desk.read_draft(store, again.id))
    assert desk.join_draft(store, again.id, choice).found[3].rule == "correction"
    others = desk.receive(store, new_owner(), TABLE.encode(), "sites.csv")
    assert desk.join_draft(store, others.id, choice).found[3].rule == "suggestion"


def test_columns_may_be_changed(store: Store, owner: str) -> None:
    kept = desk.receive(store, owner, b"a,b,x\nGao,Mopti,1\nKidal,Gao,2\n", "t.csv")
    reading = desk.read_draft(store, kept.id)
    choice, _ = desk.first_choice(store, reading)
    by_b = replace(choice, name="b", parents=())
    assert [f.against for f in desk.join_draft(store, kept.id, by_b).found] == ["Mopti", "Gao"]
    none = replace(choice, name="", parents=())
    assert desk.join_draft(store, kept.id, none).unmatched == 2
    with pytest.raises(InputError):
        desk.join_draft(store, kept.id, replace(choice, name="nowhere"))


def test_areas_are_gathered_and_a_warning_said(client: FlaskClient, store: Store, owner: str) -> None:
    kept = desk.receive(store, owner, b"Lieu,n\nGao,3\nAnsongo,4\nKidal,5\nXyzzy,9\n", "n.csv")
    choice, _ = desk.first_choice(store, desk.read_draft(store, kept.id))
    wish = {"title": "n", "unit": "region", "how": "sum", "column": "n"}
    layer = adding.add_layer(store, owner, kept.id, choice, wish).id
    collection = features(client, layer)
    sums = {
        feature["properties"]["name"]: feature["properties"]["value"] for feature in collection["features"]
    }
    assert sums == {"Région de Gao": 7, "Région de Kidal": 5}
    assert all("at" in feature for feature in collection["features"]), "a symbol needs a point"
    assert collection["atlas"]["classes"]["value"]["how"] == "symbol"
    assert any("1 ligne" in caveat for caveat in collection["atlas"]["caveats"])
    with pytest.raises(InputError):
        adding.add_layer(store, owner, kept.id, choice, {**wish, "unit": "galaxy"})
    with pytest.raises(InputError):
        adding.add_layer(store, owner, kept.id, choice, {**wish, "column": "nowhere"})


def test_the_report_shows_text_as_text(store: Store, owner: str) -> None:
    kept = desk.receive(store, owner, b"Lieu\n<script>x</script>\nGao\n", "h.csv")
    choice, _ = desk.first_choice(store, desk.read_draft(store, kept.id))
    found = report_of(desk.join_draft(store, kept.id, choice))
    assert wanted_rows(found, "to_see") == [0]
    assert wanted_rows(found, "all") == [0, 1]
    cell = report_table(found, [0], {}, "fr").children.children[1].children[0].children[1]
    assert cell.children[0] == "<script>x</script>"


@pytest.mark.parametrize(
    ("text", "first"), [("Tombouct", "tombouctou"), ("menaka", "menaka"), ("x", ""), ("qqqq", "")]
)
def test_places_are_offered_for_what_is_typed(store: Store, text: str, first: str) -> None:
    found = places.places_like(store, text)
    assert (found[0][0] if found else "") == first


def call(client: FlaskClient, app: AtlasDash, output: str, **values: Any) -> Any:
    """Call the callback whose outputs begin with one, as the browser does."""
    name = next(key for key in app.callback_map if key.startswith((output, f"..{output}")))
    declared = app.callback_map[name]

    def given(kind: str) -> list[Any]:
        return [
            {**each, "value": values.get(f"{each['id']}.{each['property']}")}
            if isinstance(each, dict)
            else each
            for each in declared[kind]
        ]

    inputs = given("inputs")
    outputs = [
        {"id": part.partition(".")[0], "property": part.partition(".")[2].partition("@")[0]}
        for part in name.strip(".").split("...")
    ]
    body = {
        "output": name,
        "outputs": outputs,
        "inputs": inputs,
        "state": given("state"),
        "changedPropIds": values["changed"],
    }
    return client.post("/_dash-update-component", json=body)


def arrived(content: str, name: str) -> dict[str, Any]:
    return {"contents": content, "name": name, "first": True, "turn": 1}


def test_the_callbacks_read_a_file_give_its_owner_a_token_and_fill_the_screen(
    client: FlaskClient, app: AtlasDash
) -> None:
    sent = f"data:text/csv;base64,{base64.b64encode(TABLE.encode()).decode()}"
    values = {"own-arrived.data": arrived(sent, "sites.csv"), "view.lang": "fr"}
    answer = call(client, app, "own-owner.data", changed=["own-arrived.data"], **values)
    assert answer.status_code == 200
    told = answer.json["response"]
    assert len(told["own-owner"]["data"]) >= 30
    assert told["own-turn"]["data"] == 1
    which = told["own-which"]
    assert [each["label"] for each in which["data"]] == ["sites"]
    values = {
        "own-which.value": which["value"],
        "own-owner.data": told["own-owner"]["data"],
        "view.lang": "fr",
    }
    told = call(client, app, "own-draft.data", changed=["own-which.value"], **values).json["response"]
    assert told["own-name"]["value"] == "Lieu"
    assert told["own-parents"]["value"] == ["Cercle"]
    assert told["own-date"]["value"] == "Date"
    assert told["own-label"]["value"] == "sites"
    stranger = call(
        client,
        app,
        "own-draft.data",
        changed=["own-which.value"],
        **{**values, "own-owner.data": new_owner()},
    )
    assert list(stranger.json["response"]) == ["own-said"], "a draft is shown to its owner only"


def test_a_file_that_cannot_be_read_is_refused_in_words_and_the_next_one_follows(
    client: FlaskClient, app: AtlasDash
) -> None:
    for content in (
        "data:large",
        "data:;base64,!!",
        f"data:;base64,{base64.b64encode(b'PK' + bytes([3, 4]) + bytes(60)).decode()}",
    ):
        values = {"own-arrived.data": arrived(content, "x.bin"), "view.lang": "en"}
        answer = call(client, app, "own-owner.data", changed=["own-arrived.data"], **values)
        assert answer.status_code == 200
        told = answer.json["response"]
        assert sorted(told) == ["own-said", "own-turn"]
        assert told["own-said"]["children"][0]["props"]["children"]


def test_another_sheet_replaces_the_draft(store: Store, owner: str) -> None:
    book = io.BytesIO()
    with pd.ExcelWriter(book) as writer:
        pd.DataFrame({"Lieu": ["Gao", "Kidal"]}).to_excel(writer, sheet_name="Sites", index=False)
        pd.DataFrame({"Lieu": ["Mopti"]}).to_excel(writer, sheet_name="Autres", index=False)
    kept = desk.receive(store, owner, book.getvalue(), "a.xlsx")
    assert desk.read_draft(store, kept.id).sheets == ("Sites", "Autres")
    other = desk.other_sheet(store, owner, kept, "Autres", DEFAULT)
    assert desk.read_draft(store, other.id).frame["Lieu"].tolist() == ["Mopti"]
    with pytest.raises(NotFoundError):
        store.get(kept.id)
    with pytest.raises(NotFoundError):
        desk.other_sheet(store, new_owner(), other, "Sites", DEFAULT)


def test_several_drafts_are_added_at_once_and_a_layer_is_drawn_anew(
    client: FlaskClient, store: Store, owner: str
) -> None:
    drafts = [desk.receive(store, owner, f"Lieu,n\nGao,{n}\n".encode(), f"{n}.csv") for n in range(2)]
    added = adding.add_all(store, owner, [kept.id for kept in drafts])
    assert [kept.is_layer for kept in added] == [True, True]
    layer = added[0].id
    choice = desk.choice_of(store, layer)
    wish = {**adding.wish_of(store, layer), "title": "Anew", "unit": "region"}
    again = adding.add_layer(store, owner, layer, choice, wish)
    assert (again.id, again.title) == (layer, "Anew")
    assert adding.wish_of(store, layer)["unit"] == "region"
    assert features(client, layer)["features"][0]["properties"]["name"] == "Région de Gao"
    with pytest.raises(NotFoundError):
        adding.add_layer(store, new_owner(), layer, choice, wish)


def test_names_that_are_known_but_unsure_are_accepted_at_once(store: Store, owner: str) -> None:
    kept = desk.receive(store, owner, b"Lieu\nDiallassagou\nOuonkoro\nXyzzy\n", "v.csv")
    choice, _ = desk.first_choice(store, desk.read_draft(store, kept.id))
    assert [f.rule for f in desk.join_draft(store, kept.id, choice).found[:2]] == ["unsure", "unsure"]
    assert desk.accept_known(store, owner, kept.id, choice) == 2
    found = desk.join_draft(store, kept.id, choice).found
    assert [f.rule for f in found] == ["correction", "correction", "none"]


def test_the_preview_shows_where_rows_lie_and_what_is_open(store: Store, owner: str) -> None:
    table = b"Lieu,lon,lat\nGao,,\nCercle de Diema,,\nTombuctou,,\nx,2.35,48.85\nXyzzy,,\n"
    kept = desk.receive(store, owner, table, "p.csv")
    choice, _ = desk.first_choice(store, desk.read_draft(store, kept.id))
    figure = preview(desk.join_draft(store, kept.id, choice), "en")
    image, legend = figure.children
    told = ("Located: 2", "Known only by their unit: 1", "Not located, at the place suggested: 2")
    assert image.alt == f"Where the rows lie – {'; '.join(told)}; Outside the picture: 1"
    drawn = base64.b64decode(image.src.partition(",")[2]).decode()
    assert [drawn.count(f'class="{kind}" c') for kind in ("found", "unit")] == [1, 1]
    assert drawn.count('class="open"') == 1
    assert "Tombuctou" not in drawn, "no text of the reader is in the picture"
    assert len(legend.children.children) == 4


def test_an_address_is_read_where_the_settings_list_it(
    settings: Settings, tmp_path: Path, client: FlaskClient, app: AtlasDash
) -> None:
    values = {
        "own-address.value": "https://example.org/a.geojson",
        "own-fetch.n_clicks": 1,
        "view.lang": "en",
    }
    told = call(client, app, "own-owner.data", changed=["own-fetch.n_clicks"], **values).json["response"]
    assert "settings allow" in told["own-said"]["children"][0]["props"]["children"]
    assert '"own-fetch"' in client.get("/?lang=en").text
    open_ = create_dash(replace(settings, own=str(tmp_path), own_hosts=("http://127.0.0.1:9",)))
    told = call(
        open_.server.test_client(),
        open_,
        "own-owner.data",
        changed=["own-fetch.n_clicks"],
        **{**values, "own-address.value": "http://127.0.0.1:9/a.geojson"},
    ).json["response"]
    assert "does not give the layer" in told["own-said"]["children"][0]["props"]["children"]


def test_a_reader_may_add_nothing_where_the_setting_says_so(settings: Settings) -> None:
    app = create_dash(replace(settings, own=""))
    client = app.server.test_client()
    assert 'data-panel="own"' not in client.get("/?lang=fr").text
    assert client.get(f"/own/own-{'0' * 32}.fr.geojson").status_code == 404
    assert client.get(f"/own/files/own-{'0' * 32}/report.csv").status_code == 404


def test_a_layer_is_deleted_with_all_that_was_kept(
    client: FlaskClient, store: Store, owner: str, layer: str
) -> None:
    store.delete(layer, owner)
    assert client.get(f"/own/{layer}.fr.geojson").status_code == 404
    assert client.get(f"/layers/{layer}.csv").status_code == 404
    assert client.get(f"/sheet.svg?layers={layer},sites&lang=fr").status_code == 400
    assert "Vos tableaux" not in client.get(f"/?lang=fr&layers={layer},sites").text


def test_hostile_names_of_files_stay_names(store: Store, owner: str, tmp_path: Path) -> None:
    kept = desk.receive(store, owner, b"Lieu\nGao\n", "../../../etc/<b>passwd</b>.csv")
    assert kept.file == "b>.csv"
    assert not list(tmp_path.iterdir())
