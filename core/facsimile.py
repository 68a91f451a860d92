"""Pages of other documents, laid into a document of ours as they are, with their tags.

Our document leaves room for each page: a box with an id. The page comes there as a picture of
itself, smaller, still text, and what a screen reader reads of it follows in the box's section.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

# Keys of a tag that are taken along. Names of cells are not: they are names in the other document.
KEPT = ("/Lang", "/Alt", "/ActualText", "/E", "/T", "/A")
LAYER = b"q %.4f 0 0 %.4f %.2f %.2f cm %s Do Q"


@dataclass(frozen=True)
class Laid:
    """One page (from 0) of another PDF, and the id of the box that it comes into."""

    box: str
    content: bytes
    page: int


class NoRoom(Exception):
    """The document has no box of this id."""


def count_pages(content: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def lay_in(content: bytes, pages: Sequence[Laid], *, width: float, below: int = 1) -> bytes:
    """Return the document with every page laid into its box, `width` points wide.

    The top left corner of the box is where its id is. `below` is the level of the heading that
    stands over a box: those of the page become headings below it. Raises NoRoom for a box that is
    not there.
    """
    if not pages:
        return content
    laid = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        boxes = dict(_boxes(pdf))
        sources: dict[bytes, Pdf] = {}
        for one in pages:
            if one.box not in boxes:
                raise NoRoom(one.box)
            if one.content not in sources:
                sources[one.content] = pikepdf.open(io.BytesIO(one.content))
            picture = _lay(pdf, sources[one.content], one.page, boxes[one.box], width)
            _tag(pdf, sources[one.content], one.page, boxes[one.box][0], picture, below)
        # The metadata stays readable without unpacking, as both standards' validators want it.
        pdf.save(laid, compress_streams=False, deterministic_id=True)
        for source in sources.values():
            source.close()
    return laid.getvalue()


def _boxes(pdf: Pdf) -> Iterator[tuple[str, tuple[pikepdf.Page, float, float]]]:
    """Yield each id of the document with its page and place."""
    names = pdf.Root.Names.Dests.Names if "/Dests" in pdf.Root.get("/Names", {}) else Array([])
    for at in range(0, len(names), 2):
        page, _, x, y, *_ = names[at + 1]
        yield str(names[at]), (pikepdf.Page(page), float(x), float(y))


def _lay(
    pdf: Pdf,
    source: Pdf,
    number: int,
    box: tuple[pikepdf.Page, float, float],
    width: float,
) -> pikepdf.Object:
    """Draw a page into its box and return the picture."""
    page, left, top = box
    other = source.pages[number]
    scale = width / float(other.mediabox[2])
    picture = pdf.copy_foreign(other.as_form_xobject())
    picture.StructParents = _next_key(pdf)
    name = Name(f"/Facsimile{int(picture.StructParents)}")
    page.add_resource(picture, Name.XObject, name)
    bottom = top - scale * float(other.mediabox[3])
    layer = LAYER % (scale, scale, left, bottom, str(name).encode())
    # What our page drew before may have turned the coordinates around: it keeps that to itself.
    page.contents_add(pdf.make_stream(b"q"), prepend=True)
    page.contents_add(pdf.make_stream(b"Q " + layer))
    return picture


def _tag(
    pdf: Pdf,
    source: Pdf,
    number: int,
    page: pikepdf.Page,
    picture: pikepdf.Object,
    below: int,
) -> None:
    """Take along what the other document says its page's words are, at the end of our section."""
    section = _section_of(pdf, page)
    marks: dict[int, pikepdf.Object] = {}
    wanted = source.pages[number].obj.objgen
    place = _Place(pdf, wanted, page.obj, picture, marks, below)
    for element in _elements(source.Root.StructTreeRoot.K):
        if (taken := place.take(element, section)) is not None:
            section.K.append(taken)
    parents = Array([marks.get(mark) for mark in range(max(marks, default=-1) + 1)])
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    numbers.extend([picture.StructParents, pdf.make_indirect(parents)])


@dataclass(frozen=True)
class _Place:
    """Where one page's tags go: our page, the picture on it, and who has which mark."""

    pdf: Pdf
    wanted: tuple[int, int]
    page: pikepdf.Object
    picture: pikepdf.Object
    marks: dict[int, pikepdf.Object]
    below: int

    def take(self, element: pikepdf.Object, parent: pikepdf.Object) -> pikepdf.Object | None:
        """Return our copy of a tag with what it holds on the wanted page; None if nothing."""
        ours = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, P=parent, Pg=self.page, K=Array([]))
        )
        for kid in _elements(element.get("/K", Array([]))):
            taken = self._kid(kid, element, ours)
            if taken is not None:
                ours.K.append(taken)
        if not len(ours.K):
            return None
        for key in KEPT:
            if key in element:
                ours[key] = _copied(element[key])
        ours.S = self._lowered(str(element.S))
        return ours

    def _lowered(self, tag: str) -> Name:
        """Return a heading's level below ours, six at the most; any other tag as it is."""
        level = tag.removeprefix("/H")
        return Name(f"/H{min(6, int(level) + self.below)}") if level.isdecimal() else Name(tag)

    def _kid(
        self, kid: Any, element: pikepdf.Object, ours: pikepdf.Object
    ) -> pikepdf.Object | None:
        if isinstance(kid, int):
            return self._mark(kid, element.get("/Pg"), ours)
        if kid.get("/Type") == Name.MCR:
            return self._mark(int(kid.MCID), kid.get("/Pg", element.get("/Pg")), ours)
        if kid.get("/Type") == Name.OBJR:
            return None  # a link: the picture is not to be clicked
        return self.take(kid, ours)

    def _mark(
        self, mark: int, page: pikepdf.Object | None, ours: pikepdf.Object
    ) -> pikepdf.Object | None:
        if page is None or page.objgen != self.wanted:
            return None
        self.marks[mark] = ours
        return Dictionary(Type=Name.MCR, Pg=self.page, Stm=self.picture, MCID=mark)


def _section_of(pdf: Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """Return our own tag of the page's section."""
    [document] = _elements(pdf.Root.StructTreeRoot.K)
    for element in _elements(document.K):
        if element.get("/Pg") is not None and element.Pg.objgen == page.obj.objgen:
            return element
    raise NoRoom("the page has no section")


def _elements(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, Array) else [kids]


def _copied(value: Any) -> Any:
    """Return a value of the other document as a value of nobody's; keys of cells stay behind."""
    if isinstance(value, Array):
        return Array([_copied(one) for one in value])
    if isinstance(value, Dictionary):
        return Dictionary({k: _copied(v) for k, v in value.items() if k != "/Headers"})
    return value


def _next_key(pdf: Pdf) -> int:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return 1 + max((int(numbers[at]) for at in range(0, len(numbers), 2)), default=-1)
