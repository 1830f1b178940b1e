"""Bring the gettext catalogues up to date: extract, merge, compile.

    python scripts/messages.py           extract into locale/<lang>/<room>.po and compile to LC_MESSAGES/qabilet.mo
    python scripts/messages.py --check   exit 1 and list what is untranslated, said in two ways, stale or not compiled

One .po file a room keeps a translator's view small; all rooms are compiled into one .mo a language. English says the
same as its key, so its catalogue fills itself.
"""

from __future__ import annotations

import io
import string
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "qabilet"
LOCALE = SOURCE / "locale"
LANGS = ("kk", "ru", "en")


def room(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return "house" if len(parts) == 1 else parts[1] if parts[0] == "cycle" and len(parts) > 2 else parts[0]


def extracted() -> dict[str, Catalog]:
    """The messages of each room, in the order of the source."""
    rooms: dict[str, Catalog] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        catalog = rooms.setdefault(room(path), Catalog())
        keywords: dict[str, tuple[int, ...] | None] = {"say": (2,), "say_n": (2, 3), "say_line": (2,),
                                                       "pattern": None, "pattern_n": (1, 2), "declare": (2,)}
        for _, message, _, _ in extract_from_file("python", str(path), keywords=keywords):
            catalog.add(message, locations=[(path.relative_to(SOURCE).as_posix(), 0)])
        for _, message, _, _ in extract_from_file("python", str(path), keywords={"declare": (3,)}):
            catalog.add(message, locations=[(path.relative_to(SOURCE).as_posix(), 0)])
    return {name: catalog for name, catalog in rooms.items() if len(catalog)}


def merged(lang: str, name: str, template: Catalog) -> Catalog:
    path = LOCALE / lang / f"{name}.po"
    old = read_po(io.BytesIO(path.read_bytes()), locale=lang) if path.exists() else Catalog(locale=lang)
    new = Catalog(locale=lang, project="Qabilet", version="", header_comment="", fuzzy=False)
    for message in template:
        if not message.id:
            continue
        was = old.get(message.id if isinstance(message.id, str) else message.id[0])
        words = was.string if was is not None and was.id == message.id else ""
        if lang == "en":
            words = message.id
        elif not words and not isinstance(message.id, str):
            words = ("",) * new.num_plurals
        new.add(message.id, words, locations=[(file, None) for file, _ in message.locations])
    return new


def faults(lang: str, name: str, catalog: Catalog) -> list[str]:
    out = []
    for message in catalog:
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        words = (message.string,) if isinstance(message.string, str) else message.string
        if not all(words):
            out.append(f"{lang}/{name}.po: not translated: {ids[0]!r}")
            continue
        asked = {field for one in ids for _, field, _, _ in string.Formatter().parse(one) if field}
        for one in words:
            given = {field for _, field, _, _ in string.Formatter().parse(one) if field}
            if not given <= asked or (isinstance(message.id, str) and given != asked):
                out.append(f"{lang}/{name}.po: facts differ ({sorted(asked)} / {sorted(given)}): {ids[0]!r}")
    return out


def two_ways(lang: str, catalogs: dict[str, Catalog]) -> list[str]:
    """Sentences that two rooms translate differently: all rooms share one .mo, and one of the two would be lost."""
    said: dict[str, tuple[str, object]] = {}
    out = []
    for name, catalog in catalogs.items():
        for message in catalog:
            key = message.id if isinstance(message.id, str) else message.id[0] if message.id else ""
            first, words = said.setdefault(key, (name, message.string))
            if key and words != message.string and all((words, message.string)):
                out.append(f"{lang}/{name}.po: translated in another way than in {first}.po: {key!r}")
    return out


def compiled(lang: str, catalogs: dict[str, Catalog]) -> bytes:
    # A fixed date: the same words give the same bytes, or --check would call every catalogue stale a minute later.
    whole = Catalog(locale=lang, fuzzy=False, charset="utf-8", creation_date=datetime(2000, 1, 1, tzinfo=UTC))
    for catalog in catalogs.values():
        for message in catalog:
            if message.id:
                whole.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def main(check: bool) -> int:
    rooms, found = extracted(), []
    for lang in LANGS:
        catalogs = {name: merged(lang, name, template) for name, template in rooms.items()}
        for name, catalog in catalogs.items():
            found += faults(lang, name, catalog)
            text = io.BytesIO()
            write_po(text, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
            lines = [line for line in text.getvalue().decode().splitlines()
                     if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-T',
                                             '"Language-Team', '"Project-Id', '"Report-Msgid'))]
            body = "\n".join(lines) + "\n"
            path = LOCALE / lang / f"{name}.po"
            if check and (not path.exists() or path.read_text(encoding="utf-8") != body):
                found.append(f"{lang}/{name}.po: stale, run scripts/messages.py")
            if not check:
                path.write_text(body, encoding="utf-8")
        found += two_ways(lang, catalogs)
        binary, mo = compiled(lang, catalogs), LOCALE / lang / "LC_MESSAGES" / "qabilet.mo"
        if check and (not mo.exists() or mo.read_bytes() != binary):
            found.append(f"{lang}: qabilet.mo is stale, run scripts/messages.py")
        if not check:
            mo.write_bytes(binary)
    print("\n".join(found) if found else "The catalogues are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
