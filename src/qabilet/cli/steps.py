"""Each verb: call the workflow, then say what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from qabilet import workflow
from qabilet.cli.faults import CLI_002, CLI_008
from qabilet.cli.language import languages
from qabilet.cli.ranking import show_ranking
from qabilet.cli.screen import Screen, written_caution, written_fault
from qabilet.cli.usage import Values
from qabilet.cli.verbs import EVERYWHERE, verb
from qabilet.cli.version import VERSION
from qabilet.errors import Exit, refuse
from qabilet.text import LANGS, pattern
from qabilet.workflow import Occasion

_EVERYWHERE = [option.name for option in EVERYWHERE]


def run(verb: str, values: Values, screen: Screen) -> Exit:
    """Raises QabiletError; gives FAULTS only for `check`."""
    return VERBS[verb](values, screen)


def new(values: Values, screen: Screen) -> Exit:
    root = Path(str(values["DIR"]))
    files = workflow.new(root, _occasion(values), like=str(values["--like"] or ""), lang=screen.lang)
    screen.result = {"path": str(root), "files": list(files)}
    screen.tell(pattern("The study «{path}» is begun."), path=root)
    for name in files:
        screen.line(f"  {name}")
    screen.tell(pattern("Next, before there are answers: qabilet compose {path}; with answers: qabilet adopt FILE --to "
                        "{path}"), path=root)
    return Exit.OK


def adopt(values: Values, screen: Screen) -> Exit:
    root = Path(str(values["--to"]))
    sheet, form = values["--sheet"], values["--form"]
    found = workflow.adopt(Path(str(values["FILE"])), root, _occasion(values),
                           form=Path(str(form)) if form is not None else None,
                           sheet=str(sheet) if sheet is not None else None,
                           keep_duplicates=bool(values["--keep-duplicates"]),
                           unfinished=bool(values["--keep-unfinished"]), again=bool(values["--again"]),
                           lang=screen.lang)
    columns = len(found.dictionary)
    screen.result = {"path": str(root), "rows": found.rows, "columns": columns, "personal": list(found.personal),
                     "kept": list(found.kept), "files": sorted(found.files),
                     "cautions": [written_caution(one) for one in found.losses]}
    screen.tell(pattern("Taken over into «{path}»: rows {rows}, columns {columns}."), path=root, rows=found.rows,
                columns=columns)
    if found.personal:
        screen.tell(pattern("Left out as personal data: {headers}."),
                    headers=", ".join(f"«{one}»" for one in found.personal))
    for name in found.kept:
        screen.tell(pattern("Kept as you edited it: {name}."), name=name)
    screen.cautions(found.losses)
    screen.tell(pattern("Next: correct fieldwork/answers.dictionary.csv and study.toml, then qabilet analyse {path}"),
                path=root)
    return Exit.OK


def compose(values: Values, screen: Screen) -> Exit:
    from qabilet.cli.compose import compose as composed

    return composed(values, screen, _occasion(values))


def form(values: Values, screen: Screen) -> Exit:
    from qabilet.cli.form import form as looked_at

    return looked_at(values, screen)


def print_form(values: Values, screen: Screen) -> Exit:
    from qabilet.cli.printing import printed

    return printed(values, screen, _occasion(values))


def translate(values: Values, screen: Screen) -> Exit:
    from qabilet.cli.translate import translate as translated

    return translated(values, screen, _occasion(values))


def publish(values: Values, screen: Screen) -> Exit:
    from qabilet.cli.publish import publish as published

    return published(values, screen, _occasion(values))


def compare(values: Values, screen: Screen) -> Exit:
    from qabilet.cli.publish import compare as compared

    return compared(values, screen)


def size(values: Values, screen: Screen) -> Exit:
    from qabilet.cli.asked_size import asked_size
    from qabilet.cli.sampling import show_size, show_sized

    if values["DIR"]:
        asked = [name for name, value in values.items() if name.startswith("--") and value and name not in _EVERYWHERE]
        if asked:
            raise refuse(CLI_008, option=asked[0], beside=str(values["DIR"]))
        show_sized(workflow.size(Path(str(values["DIR"]))), screen)
        return Exit.OK
    chosen = verb("size")
    show_size(asked_size(values, chosen.usage(screen.lang) if chosen is not None else ""), screen)
    return Exit.OK


def draw(values: Values, screen: Screen) -> Exit:
    from qabilet.cli.sampling import show_drawing, show_plan, show_replacement

    root = Path(str(values["DIR"]))
    if values["--replace"]:
        if values["--again"]:
            raise refuse(CLI_008, option="--again", beside="--replace")
        show_replacement(workflow.replace(root, str(values["--replace"]), str(values["--reason"] or ""),
                                          _occasion(values)), screen)
        return Exit.OK
    if values["--register"]:
        sheet = values["--sheet"]
        show_plan(root, workflow.plan(root, Path(str(values["--register"])), _occasion(values), lang=screen.lang,
                                      sheet=str(sheet) if sheet is not None else None), screen)
        return Exit.OK
    chosen = verb("draw")
    for option, goes_with in (("--sheet", "--register"), ("--reason", "--replace")):
        if values[option] and chosen is not None:
            raise refuse(CLI_002, name=goes_with, usage=chosen.usage(screen.lang))
    show_drawing(workflow.draw(root, _occasion(values), again=bool(values["--again"])), screen)
    return Exit.OK


def check(values: Values, screen: Screen) -> Exit:
    faults = workflow.check(Path(str(values["DIR"])))
    screen.result = {"faults": [written_fault(fault) for fault in faults]}
    if not faults:
        screen.tell(pattern("The study is in order."))
        return Exit.OK
    if not screen.as_json:
        screen.faults(faults, screen.out)
        screen.tell(pattern("Faults found: {count}."), count=len(faults))
    return Exit.FAULTS


def analyse(values: Values, screen: Screen) -> Exit:
    root = Path(str(values["DIR"]))
    found = workflow.analyse(root, _occasion(values), screen.progress, work=bool(values["--work"]))
    screen.close()
    screen.result = {"path": str(root), "people": dict(found.people), "sheets": len(found.sheets),
                     "draft": found.draft, "cautions": [written_caution(one) for one in found.cautions]}
    screen.tell(pattern("Respondents: {n}; tables: {sheets}; saved: {path}"), n=sum(found.people.values()),
                sheets=len(found.sheets), path=root / "analysis" / "findings.json")
    if values["--work"]:
        screen.tell(pattern("Not for release: {path}"), path=root / "analysis" / "work.json")
    screen.cautions(found.cautions)
    screen.tell(pattern("Next: qabilet rank {path}, qabilet report {path} --to OUT"), path=root)
    return Exit.OK


def frame(values: Values, screen: Screen) -> Exit:
    path, rows = workflow.frame(Path(str(values["DIR"])), _occasion(values))
    screen.result = {"path": str(path), "rows": rows}
    screen.tell(pattern("Rows: {rows}. Not for release: {path}"), rows=rows, path=path)
    return Exit.OK


def rank(values: Values, screen: Screen) -> Exit:
    show_ranking(workflow.rank(Path(str(values["DIR"]))), screen)
    return Exit.OK


def report(values: Values, screen: Screen) -> Exit:
    langs = languages(str(values["--lang"])) if values["--lang"] else LANGS
    pages = workflow.report(Path(str(values["DIR"])), Path(str(values["--to"])), langs, _occasion(values),
                            screen.progress)
    screen.close()
    screen.result = {"files": [str(page) for page in pages if page.suffix == ".html"],
                     "scripts": [str(page) for page in pages if page.suffix != ".html"]}
    for page in pages:
        screen.line(str(page))
    return Exit.OK


def convert(values: Values, screen: Screen) -> Exit:
    from qabilet.cli.convert import convert as converted

    return converted(values, screen, _occasion(values))


def demo(values: Values, screen: Screen) -> Exit:
    folder = Path(str(values["--to"] or "qabilet-demo"))
    screen.tell(pattern("The example study is copied, analysed and reported; its people are synthetic."))
    root, pages = workflow.demo(folder, LANGS, _occasion(values), screen.progress)
    screen.close()
    screen.result = {"study": str(root), "files": [str(page) for page in pages if page.suffix == ".html"],
                     "scripts": [str(page) for page in pages if page.suffix != ".html"]}
    screen.tell(pattern("The study: {path}"), path=root)
    screen.tell(pattern("Its report:"))
    for page in pages:
        screen.line(f"  {page.resolve()}")
    return Exit.OK


def _occasion(values: Values) -> Occasion:
    """The clock is looked at here, and nowhere further in."""
    return Occasion(datetime.now(UTC), str(values.get("--by") or "researcher"), VERSION)  # noqa: TID251


VERBS: Mapping[str, Callable[[Values, Screen], Exit]] = {
    "new": new, "compose": compose, "form": form, "print": print_form, "translate": translate, "publish": publish,
    "compare": compare, "size": size, "draw": draw, "adopt": adopt, "check": check,
    "analyse": analyse, "frame": frame, "rank": rank, "report": report, "convert": convert, "demo": demo}
