"""The export dialog: choices of a map sheet, a live preview, a plain link. ``web/page/export.ts`` runs it.

Each choice is an element with ``data-export``, named as the field of the sheet's address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from app.words.export import EXPORT_SCRIPT_WORDS, export_word

if TYPE_CHECKING:
    from geodata.text import Lang
    from layers.view.state import ViewState

#: Identifier of the dialog; a button with ``data-export-open`` opens it.
EXPORT_DIALOG = "export-dialog"
PREVIEW_DPI = 72


def export_button(lang: Lang) -> html.Button:
    """Return the header's button that opens the dialog."""
    return html.Button(
        export_word("title", lang), className="button", type="button", **{"data-export-open": "true"}
    )


def export_dialog(lang: Lang, view: ViewState) -> html.Dialog:
    """Return the dialog, closed."""
    return html.Dialog(
        [
            html.Header(
                [
                    html.H2(export_word("title", lang), id="export-title"),
                    html.Button(
                        "×",
                        className="icon-button close",
                        type="button",
                        **{"aria-label": export_word("close", lang), "data-export-close": "true"},
                    ),
                ]
            ),
            html.P(export_word("hint", lang), className="fine"),
            html.Div([_choices(lang, view), _preview(lang)], className="export-body"),
        ],
        id=EXPORT_DIALOG,
        className="export",
        **{
            "aria-labelledby": "export-title",
            "data-dpi": str(PREVIEW_DPI),
            **{f"data-word-{key}": export_word(key, lang) for key in EXPORT_SCRIPT_WORDS},
        },
    )


def _choices(lang: Lang, view: ViewState) -> html.Div:
    framing = ("focus_view", "focus_place")
    return html.Div(
        [
            _select("format", ("pdf", "png", "svg", "pptx", "html"), lang),
            html.Div(
                [
                    _select("paper", ("a4", "a3"), lang),
                    _select("orientation", ("landscape", "portrait"), lang),
                ],
                className="export-pair",
            ),
            _line("scale", "scale_auto", lang),
            _select("focus", framing, lang, values=("", "selection")),
            _select("grid", ("auto", "graticule", "mgrs", "none"), lang),
            _boxes("panels", ("facts", "figures", "strength"), lang),
            _select("profile", ("public", "partner", "internal"), lang),
            _line("title", "title_auto", lang, label="sheet_title"),
            html.Div(
                [
                    html.A(
                        export_word("download", lang),
                        href=f"/sheet.pdf?{view.to_query()}",
                        className="button primary",
                        **{"data-export-download": "true"},
                    ),
                    html.A(
                        export_word("open", lang),
                        href=f"/sheet.pdf?{view.to_query()}",
                        target="_blank",
                        className="link",
                        **{"data-export-link": "true"},
                    ),
                ],
                className="export-actions",
            ),
        ],
        className="export-choices",
    )


def _preview(lang: Lang) -> html.Figure:
    return html.Figure(
        [
            html.Img(alt=export_word("preview", lang), className="export-image", hidden=True),
            html.Figcaption(className="export-said", role="status", **{"aria-live": "polite"}),
            html.Progress(className="export-progress", hidden=True),
        ],
        className="export-preview",
    )


def _select(
    name: str, keys: tuple[str, ...], lang: Lang, values: tuple[str, ...] | None = None
) -> html.Label:
    options = [
        html.Option(export_word(key, lang), value=value)
        for key, value in zip(keys, values or keys, strict=True)
    ]
    return html.Label([export_word(name, lang), html.Select(options, **{"data-export": name})])


def _line(name: str, placeholder: str, lang: Lang, label: str = "") -> html.Label:
    """A line to write in; a text area of one row, since it is static HTML as it stands."""
    line = html.Textarea(
        rows=1, maxLength=120, placeholder=export_word(placeholder, lang), **{"data-export-line": name}
    )
    return html.Label([export_word(label or name, lang), line])


def _boxes(name: str, keys: tuple[str, ...], lang: Lang) -> html.Fieldset:
    boxes = [
        html.Button(
            export_word(key, lang),
            className="export-chip",
            type="button",
            **{"data-export-chip": key, "aria-pressed": "false"},
        )
        for key in keys
    ]
    return html.Fieldset([html.Legend(export_word(name, lang)), *boxes], **{"data-export-set": name})
