"""`qabilet translate`: how far a form is told in each language, and the translators' spreadsheet out and in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qabilet import study, workflow
from qabilet.cli.faults import CLI_008
from qabilet.cli.language import languages
from qabilet.cli.screen import Screen, written_caution, written_fault
from qabilet.cli.usage import Values
from qabilet.cycle.instrument import LANGUAGE, STATUS, TakenIn, TextState, where
from qabilet.errors import Caution, Exit, refuse
from qabilet.study import Translation
from qabilet.text import Lang, pattern, say
from qabilet.workflow import Occasion

SHOWN = 20
"""So many texts are named on the screen; all of them are in the spreadsheet and in --json."""
WIDE = 60


def translate(values: Values, screen: Screen, occasion: Occasion) -> Exit:
    root, out, sheet = Path(str(values["DIR"])), values["--out"], values["--in"]
    langs = languages(str(values["--lang"])) if values["--lang"] else ()
    if out and sheet:
        raise refuse(CLI_008, option="--out", beside="--in")
    if out:
        study.require_free_sheet(Path(str(out)), again=bool(values["--again"]))
    found = workflow.translate(root, occasion, langs, sheet=Path(str(sheet)) if sheet else None,
                               guide=bool(values["--guide"]))
    screen.result = _written(found)
    if found.taken is not None:
        _tell_taken(found.taken, screen)
    _table(found, screen)
    _named(found, screen)
    _tell_news(found, screen)
    screen.cautions([*_few(found.cautions, screen)])
    screen.faults([] if screen.as_json else found.faults, screen.out)
    if found.file.faults:
        screen.tell(pattern("Faults of the form itself: {count}; see them with qabilet form {path}"),
                    count=len(found.file.faults), path=root / found.file.name)
    if out:
        path = Path(str(out))
        study.put(path.parent, {path.name: found.book(screen.lang)})
        screen.result["path"] = str(path)
        screen.tell(pattern("For the translator: {path}"), path=path)
        screen.tell(pattern("When it comes back: qabilet translate {root} --in {path}"), root=root, path=path)
    return Exit.OK


def _tell_taken(taken: TakenIn, screen: Screen) -> None:
    screen.tell(pattern("Taken in: translations {translated}, confirmations {confirmed}."),
                translated=taken.translated, confirmed=taken.confirmed)
    screen.cautions(taken.cautions)
    for row in taken.notes:
        screen.tell(pattern("Translator's note, {path} [{lang}]: {note}"), path=row.path, lang=row.lang, note=row.note)
    screen.line()


def _table(found: Translation, screen: Screen) -> None:
    lang = screen.lang
    head = [say(lang, "language"), say(lang, "with words"), say(lang, "in all"), say(lang, "missing"),
            say(lang, "outdated")]
    rows = []
    for one in found.complete:
        name = LANGUAGE[one.lang][lang]
        if one.lang == found.form.source_lang:
            name = say(lang, "{language} (source)", language=name)
        stale = len(found.settled.of(one.lang, "stale"))
        rows.append([name, str(one.told), str(one.of), str(len(one.missing)), str(stale)])
    screen.table(head, rows, right=(1, 2, 3, 4))


def _named(found: Translation, screen: Screen) -> None:
    """The texts that are missing or outdated, by language."""
    for one in found.complete:
        states = [TextState(text, one.lang, "missing") for text in one.missing]
        states += found.settled.of(one.lang, "stale")
        if states:
            screen.line()
            screen.line(LANGUAGE[one.lang][screen.lang])
            screen.table(["", "", "", ""], [_row(state, found, screen.lang) for state in states[:SHOWN]])
            _more(len(states), screen)


def _row(state: TextState, found: Translation, lang: Lang) -> list[str]:
    words = " ".join(state.text.text[found.form.source_lang].split())
    return [f"  {say(lang, STATUS[state.status])}", where(state.text, lang), state.text.path,
            words if len(words) <= WIDE else f"{words[:WIDE]}…"]


def _tell_news(found: Translation, screen: Screen) -> None:
    """What the ledger learned by this look."""
    if found.settled.first:
        screen.tell(pattern("Seen for the first time and taken to be current: {count}."),
                    count=len(found.settled.first))
    for one in found.settled.renewed[:SHOWN]:
        screen.cautions([Caution("FORM_033", {"path": one.text.path, "lang": one.lang})])
    _more(len(found.settled.renewed), screen)


def _few(cautions: Sequence[Caution], screen: Screen) -> Sequence[Caution]:
    if len(cautions) > SHOWN:
        screen.tell(pattern("Doubts about wording: {count}; the first {shown}:"), count=len(cautions), shown=SHOWN)
    return cautions[:SHOWN]


def _more(count: int, screen: Screen) -> None:
    if count > SHOWN:
        screen.tell(pattern("  and {count} more"), count=count - SHOWN)


def _written(found: Translation) -> dict[str, object]:
    result: dict[str, object] = {
        "file": found.file.name, "source": found.form.source_lang,
        "languages": {one.lang: {"told": one.told, "of": one.of, "missing": [text.path for text in one.missing],
                                 "stale": [state.text.path for state in found.settled.of(one.lang, "stale")]}
                      for one in found.complete},
        "first": len(found.settled.first), "renewed": [[one.text.path, one.lang] for one in found.settled.renewed],
        "faults": [written_fault(one) for one in found.faults],
        "cautions": [written_caution(one) for one in found.cautions]}
    if found.taken is not None:
        result["taken"] = {"translated": found.taken.translated, "confirmed": found.taken.confirmed,
                           "cautions": [written_caution(one) for one in found.taken.cautions],
                           "notes": [[row.path, row.lang, row.note] for row in found.taken.notes]}
    return result
