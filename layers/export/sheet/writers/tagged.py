"""The structure of a PDF: headings, paragraphs and figures in reading order, with words for what is drawn.

While a page is drawn, what is read is marked (ISO 32000-1, 14.6) and what only decorates is an artifact; the
tree (14.7) is then written over these marks. Which clauses of PDF/UA that meets is said in docs/sheets.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from layers.export.sheet.scene.scene import Group, Link, Window, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pypdf import PdfWriter

    from layers.export.sheet.scene.scene import Box, Item

#: What is read first, whatever is drawn first; within one rank the order of the drawing counts.
RANK: Final = {"H1": 0, "Figure": 1}


@dataclass(slots=True)
class Element:
    """One element: its role, the marks on its page that are its content, and words for a figure."""

    role: str
    marks: list[int] = field(default_factory=list)
    alt: str = ""


@dataclass(slots=True)
class Marks:
    """What has been marked on one page; ``figures`` are the rooms of maps, with their words."""

    figures: Sequence[tuple[Box, str]] = ()
    elements: list[Element] = field(default_factory=list)
    count: int = 0

    def element_of(self, item: Item) -> Element | None:
        """The element that an item belongs to; nothing for what only decorates."""
        if isinstance(item, Words) and item.text.strip():
            if not (item.goes_on and self.elements):
                self.elements.append(Element(item.role or "P"))
            return self.elements[-1]
        if isinstance(item, Window):
            return self._figure(item.box)
        return None

    def _figure(self, box: Box) -> Element | None:
        for room, alt in self.figures:
            inside = room.x <= box.x + 0.01 and box.right <= room.right + 0.01
            if inside and room.y <= box.y + 0.01 and box.bottom <= room.bottom + 0.01:
                known = [each for each in self.elements if each.role == "Figure" and each.alt == alt]
                if not known:
                    known = [Element("Figure", alt=alt)]
                    self.elements += known
                return known[0]
        return None

    def draw(self, canvas: Any, items: Sequence[Item], draw: Callable[[Any, Sequence[Item]], None]) -> None:  # noqa: ANN401
        """Draw the items of a page, each between the marks of its element or of an artifact."""
        for item in items:
            if isinstance(item, Group):
                self.draw(canvas, item.items, draw)
                continue
            if isinstance(item, Link):
                draw(canvas, [item])
                continue
            element = self.element_of(item)
            if element is None:
                canvas.addLiteral("/Artifact BMC")
            else:
                canvas.addLiteral(f"/{element.role} <</MCID {self.count}>> BDC")
                element.marks.append(self.count)
                self.count += 1
            draw(canvas, [item])
            canvas.addLiteral("EMC")


def add_structure(writer: PdfWriter, pages: Sequence[Marks], title: str, lang: str) -> None:
    """Write the tree of a document over the marks of its pages, and say that it is tagged."""
    root = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")}))  # noqa: SLF001 - the library has no name for it
    document = _add(writer, "Document", root)
    parents: list[Any] = []
    kids: list[Any] = []
    links: list[tuple[int, Any]] = []
    for number, (page, marks) in enumerate(zip(writer.pages, pages, strict=True)):
        page[NameObject("/StructParents")] = NumberObject(number)
        page[NameObject("/Tabs")] = NameObject("/S")
        of_mark: list[Any] = [NullObject()] * marks.count
        for element in _in_order(marks):
            made = _add(writer, element.role, document, page.indirect_reference, element.alt)
            numbers = [NumberObject(mark) for mark in element.marks]
            _object(made)[NameObject("/K")] = ArrayObject(numbers)
            for mark in element.marks:
                of_mark[mark] = made
            kids.append(made)
        parents += [NumberObject(number), ArrayObject(of_mark)]
        for note in page.get("/Annots", []):
            kids.append(_link(writer, note, page, document, len(pages) + len(links)))
            links.append((len(pages) + len(links), kids[-1]))
    _object(document)[NameObject("/K")] = ArrayObject(kids)
    parents += [each for key, made in links for each in (NumberObject(key), made)]
    _object(root)[NameObject("/K")] = ArrayObject([document])
    tree = DictionaryObject({NameObject("/Nums"): ArrayObject(parents)})
    _object(root)[NameObject("/ParentTree")] = writer._add_object(tree)  # noqa: SLF001
    _object(root)[NameObject("/ParentTreeNextKey")] = NumberObject(len(pages) + len(links))
    writer.root_object[NameObject("/StructTreeRoot")] = root
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    writer.root_object[NameObject("/MarkInfo")] = marked
    writer.root_object[NameObject("/Metadata")] = writer._add_object(_metadata(title, lang))  # noqa: SLF001


def _in_order(marks: Marks) -> list[Element]:
    """As a page is read: its title, its map, the rest; where there are several maps, as they are drawn."""
    if sum(element.role == "Figure" for element in marks.elements) > 1:
        return marks.elements
    return sorted(marks.elements, key=lambda each: RANK.get(each.role, 2))


def _object(reference: Any) -> Any:  # noqa: ANN401
    return reference.get_object()


def _add(writer: PdfWriter, role: str, parent: Any, page: Any = None, alt: str = "") -> Any:  # noqa: ANN401
    made = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject(f"/{role}"),
            NameObject("/P"): parent,
        }
    )
    if page is not None:
        made[NameObject("/Pg")] = page
    if alt:
        made[NameObject("/Alt")] = TextStringObject(alt)
    return writer._add_object(made)  # noqa: SLF001


def _link(writer: PdfWriter, note: Any, page: Any, document: Any, key: int) -> Any:  # noqa: ANN401
    """The element of a link, with the address as its words."""
    annotation = note.get_object()
    address = str(annotation["/A"]["/URI"])
    annotation[NameObject("/Contents")] = TextStringObject(address)
    annotation[NameObject("/StructParent")] = NumberObject(key)
    made = _add(writer, "Link", document, page.indirect_reference, address)
    reference = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OBJR"),
            NameObject("/Obj"): note,
            NameObject("/Pg"): page.indirect_reference,
        }
    )
    _object(made)[NameObject("/K")] = ArrayObject([reference])
    return made


def _metadata(title: str, lang: str) -> StreamObject:
    """Title and language as XMP; no conformance is claimed."""
    stream = StreamObject()
    stream.set_data(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
            f'<rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
            f"<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>"
            '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
        ).encode()
    )
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    return stream
