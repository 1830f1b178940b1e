"""`qabilet publish` and `qabilet compare`: a form frozen as a version, and what changed from one to another."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from qabilet import workflow
from qabilet.cli.faults import CLI_008, CLI_009
from qabilet.cli.screen import Screen, written_caution
from qabilet.cli.usage import Values
from qabilet.cycle.instrument import VERDICTS, Comparison, Item, change_says, written_change
from qabilet.errors import Exit, refuse
from qabilet.study import Published
from qabilet.text import LANGS, Lang, pattern, say
from qabilet.workflow import Occasion

WIDE = 70
SHOWN = 20
"""So many doubts are told on the screen; all of them are in --json."""


def publish(values: Values, screen: Screen, occasion: Occasion) -> Exit:
    root = Path(str(values["DIR"]))
    found = workflow.publish(root, occasion, guide=bool(values["--guide"]))
    one = found.version
    screen.result = {"version": one.version, "folder": one.folder, "same": found.same, "published": one.published,
                     "languages": list(one.languages), "sha256": dict(one.files),
                     "cautions": [written_caution(caution) for caution in found.cautions]}
    if found.same:
        screen.tell(pattern("Nothing has changed since version {version} of {on}; it stays the newest."),
                    version=one.version, on=one.published)
    else:
        screen.tell(pattern("Published: version {version}, frozen in {folder}; languages: {languages}."),
                    version=one.version, folder=one.folder, languages=", ".join(one.languages))
    _tell_answers(found, screen)
    screen.cautions(found.cautions[:SHOWN])
    if len(found.cautions) > SHOWN:
        screen.tell(pattern("  and {count} more"), count=len(found.cautions) - SHOWN)
    if found.since is not None and found.before is not None:
        screen.result["since"] = _written_comparison(found.since)
        screen.line()
        screen.tell(pattern("Since version {version}:"), version=found.before.version)
        _summary(found.since, screen)
        screen.tell(pattern("Change by change: qabilet compare {path} --versions {old} {new}"), path=root,
                    old=found.before.version, new=one.version)
    return Exit.OK


def compare(values: Values, screen: Screen) -> Exit:
    new, versions = values["NEW"], values["--versions"]
    numbers = [_number(word) for word in versions] if isinstance(versions, list) else []
    if new and (numbers or values["--guide"]):
        raise refuse(CLI_008, option="--versions" if numbers else "--guide", beside=str(new))
    found = workflow.compare(Path(str(values["OLD"])), Path(str(new)) if new else None, numbers,
                             guide=bool(values["--guide"]))
    screen.result = {"old": found.old_name, "new": found.new_name, **_written_comparison(found.comparison)}
    screen.line(f"{found.old_name} → {found.new_name}")
    screen.line()
    changes = found.comparison.changed.changes
    if not changes:
        screen.tell(pattern("The two forms are the same."))
        return Exit.OK
    for change in changes:
        screen.line(f"  {change_says(change, screen.lang)}")
    screen.line()
    _summary(found.comparison, screen)
    _items(found.comparison, screen)
    return Exit.OK


def _number(word: str) -> int:
    if not word.isascii() or not word.isdecimal():
        raise refuse(CLI_009, word=word, option="--versions")
    return int(word[:9])


def _tell_answers(found: Published, screen: Screen) -> None:
    known = found.answered
    if known is None:
        return
    screen.result["answered"] = {"versions": known.versions, "by": known.by}
    numbers = ", ".join(f"{version} ({count})" if known.by == "column" else version
                        for version, count in known.versions.items())
    screen.tell(pattern("Answers at hand, by the version they were given to: {numbers}.") if known.by == "column" else
                pattern("By the log, the answers at hand came while version {numbers} was the newest."),
                numbers=numbers)


def _summary(found: Comparison, screen: Screen) -> None:
    """How many items of each competence stay comparable."""
    lang, verdicts = screen.lang, [name for name in VERDICTS if found.of(name)]
    head = ["", *(say(lang, VERDICTS[name]) for name in verdicts)]
    groups = {say(lang, "all items"): found.items} | dict(found.competences())
    rows = [[name, *(str(Counter(item.verdict for item in items)[verdict] or "") for verdict in verdicts)]
            for name, items in groups.items()]
    screen.table(head, rows, right=tuple(range(1, len(head))))


def _items(found: Comparison, screen: Screen) -> None:
    """Every item that is not simply the same, with the reasons."""
    for verdict in ("not", "care", "new", "gone", "same"):
        items = [item for item in found.items if item.verdict == verdict and (item.reasons or verdict != "same")]
        if items:
            screen.line()
            screen.tell(VERDICTS[verdict])
        for item in items:
            screen.line(f"  {_called(item, screen.lang)}")
            for reason in item.reasons:
                screen.line(f"      {reason.says(screen.lang)}")


def _called(item: Item, lang: Lang) -> str:
    label = " ".join(item.label.shown(lang).split())
    label = label if len(label) <= WIDE else f"{label[:WIDE]}…"
    return f"{item.new or item.old}  {label}"


def _written_comparison(found: Comparison) -> dict[str, object]:
    return {"changes": [{**written_change(one), "says": {lang: change_says(one, lang) for lang in LANGS}}
                        for one in found.changed.changes],
            "items": [{"old": item.old, "new": item.new, "label": item.label.write(), "verdict": item.verdict,
                       "competence": item.competence,
                       "reasons": [{"level": reason.level, "says": {lang: reason.says(lang) for lang in LANGS}}
                                   for reason in item.reasons]} for item in found.items],
            "competences": {code: dict(Counter(item.verdict for item in items))
                            for code, items in found.competences().items()}}
