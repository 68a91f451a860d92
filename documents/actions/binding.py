"""Several PDFs bound into one file, each with its tags, language and bookmarks."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

LETTER_PAPER = (612, 792)  # points: 8.5 by 11 inches


def bind(parts: Iterable[tuple[str, bytes]], *, title: str = "", on_fronts: bool = False) -> bytes:
    """Return one PDF of all parts, in their order; each is a name and its content.

    A name is a bookmark, with those of the part below it; '' is none. With `on_fronts` each part
    begins on the front of a sheet. What a screen reader reads of each part comes along, in its
    language. What the law asks to last is in the single files.
    """
    bound = io.BytesIO()
    with pikepdf.new() as whole:
        tags = _Tags(whole)
        with whole.open_outline() as outline:
            for name, content in parts:
                with pikepdf.open(io.BytesIO(content)) as part:
                    outline.root.extend(_bookmarks(name, part, len(whole.pages)))
                    tags.add(part)
                    if on_fronts and len(part.pages) % 2:
                        whole.add_blank_page(page_size=LETTER_PAPER)
        tags.close()
        if title:
            with whole.open_metadata(set_pikepdf_as_editor=False) as metadata:
                metadata["dc:title"] = title
        whole.save(bound)
    return bound.getvalue()


def _bookmarks(name: str, part: Pdf, first: int) -> list[OutlineItem]:
    """Return the bookmarks of a part whose first page comes at a number from 0."""
    if not name:
        return []
    pages = {page.obj.objgen: number for number, page in enumerate(part.pages)}
    whole = OutlineItem(name, first)
    with part.open_outline() as outline:
        whole.children.extend(_moved(outline.root, pages, first))
    whole.is_closed = True
    return [whole]


def _moved(
    items: Iterable[OutlineItem], pages: dict[tuple[int, int], int], first: int
) -> Iterator[OutlineItem]:
    for item in items:
        found: Any = item.destination
        page = found[0] if isinstance(found, Array) and len(found) else None
        number = pages.get(page.objgen, 0) if isinstance(page, pikepdf.Object) else 0
        moved = OutlineItem(item.title, first + number)
        moved.children.extend(_moved(item.children, pages, first))
        yield moved


class _Tags:
    """The pages of the parts with the tree of tags that they have together.

    Content names its tags by numbers that begin anew in each part: they go on from those before.
    """

    def __init__(self, whole: Pdf) -> None:
        self.whole = whole
        self.kids, self.numbers, self.next = Array(), Array(), 0
        self.root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.languages: list[str] = []

    def add(self, part: Pdf) -> None:
        """Add the pages of a part, with the places its links lead to, and its tags."""
        first = len(self.whole.pages)
        self.whole.add_pages_from(part)
        tree = part.Root.get("/StructTreeRoot")
        if tree is None:
            return
        copied = self.whole.copy_foreign(tree)
        language = str(part.Root.get("/Lang", ""))
        self.languages.append(language)
        for element in _listed(copied.K):
            element.P = self.root
            if language:
                element.Lang = String(language)
            self.kids.append(element)
        for key, value in _numbered(copied):
            self.numbers.append(key + self.next)
            self.numbers.append(value)
        self._renumber(first)
        self.next += 1 + max((key for key, _ in _numbered(tree)), default=-1)

    def _renumber(self, first: int) -> None:
        """Let what the new pages draw name its tags by the numbers that they have now."""
        seen: set[tuple[int, int]] = set()
        for number in range(first, len(self.whole.pages)):
            for key, drawn in _naming(self.whole.pages[number].obj):
                if key in drawn and (not drawn.is_indirect or drawn.objgen not in seen):
                    drawn[key] = int(drawn[key]) + self.next
                    seen.add(drawn.objgen)

    def close(self) -> None:
        """Hang the tree in, once all parts are there."""
        if not self.languages:
            return
        self.root.K = self.kids
        self.root.ParentTree = Dictionary(Nums=self.numbers)
        self.root.ParentTreeNextKey = self.next
        root = self.whole.Root
        root.StructTreeRoot = self.root
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.Lang = String(next((one for one in self.languages if one), "en"))


def _naming(page: Any) -> Iterator[tuple[Name, pikepdf.Object]]:
    """Yield what of a page may name tags, with the key by which it does."""
    yield Name.StructParents, page
    for picture in page.get("/Resources", {}).get("/XObject", {}).values():
        yield Name.StructParents, picture
    for note in page.get("/Annots", ()):
        yield Name.StructParent, note


def _listed(kids: pikepdf.Object) -> list[pikepdf.Object]:
    return list(kids) if isinstance(kids, Array) else [kids]


def _numbered(tree: pikepdf.Object) -> list[tuple[int, pikepdf.Object]]:
    """Return what each number of a tree of tags stands for."""
    numbers = tree.ParentTree.Nums
    return [(int(numbers[at]), numbers[at + 1]) for at in range(0, len(numbers), 2)]
