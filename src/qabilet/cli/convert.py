"""`qabilet convert`: a study for other programs, or a framework; what SOURCE is decides which."""

from __future__ import annotations

from pathlib import Path

from qabilet import workflow
from qabilet.cli.faults import CLI_008
from qabilet.cli.screen import Screen, written_caution
from qabilet.cli.usage import Values
from qabilet.errors import Exit, refuse
from qabilet.study import CODEBOOKS, DATA, WORDED, Asked, is_framework, kind_of
from qabilet.study.export.faults import EXPORT_005, EXPORT_006
from qabilet.text import pattern
from qabilet.workflow import Occasion

_FORMS = (".xlsx", ".xlsm", ".xls", ".lss", ".xml")


def convert(values: Values, screen: Screen, occasion: Occasion) -> Exit:
    """A folder with study.toml is a study; a folder with framework.toml, the code of a shipped framework, or a file of
    CASE or SKOS is a framework. Raises EXPORT_005 for anything else, EXPORT_006 for a questionnaire."""
    source = Path(str(values["SOURCE"]))
    if source.is_dir() and (source / "study.toml").is_file():
        return _convert_study(source, values, screen, occasion)
    if is_framework(source):
        return convert_framework(source, values, screen)
    if source.suffix.casefold() in _FORMS:
        raise refuse(EXPORT_006, path=source)
    raise refuse(EXPORT_005, path=source)


def convert_framework(source: Path, values: Values, screen: Screen) -> Exit:
    """A framework to another form of it: CASE (.json, a file for each language), SKOS (.ttl, .jsonld), or a folder."""
    for option in ("--labels", "--codes", "--work", "--as"):
        if values[option]:
            raise refuse(CLI_008, option=option, beside=str(source))
    paths, found = workflow.exchange(source, Path(str(values["--to"])), again=bool(values["--again"]))
    one = found.framework
    screen.result = {"files": [str(path) for path in paths], "framework": one.code, "groups": len(one.groups),
                     "competences": len(one.competences), "cautions": [written_caution(one) for one in found.cautions]}
    screen.tell(pattern("The framework {framework}: groups {groups}, competences {competences}, links {links}."),
                framework=one.code, groups=len(one.groups), competences=len(one.competences), links=len(one.crosswalk))
    for path in paths:
        screen.tell(pattern("Written: {path}"), path=path)
    screen.cautions(found.cautions)
    return Exit.OK


def _convert_study(root: Path, values: Values, screen: Screen, occasion: Occasion) -> Exit:
    out, wanted, work = Path(str(values["--to"])), str(values["--as"] or ""), bool(values["--work"])
    _require_meaning(values, kind_of(out, wanted))
    found = workflow.convert(root, out, occasion, Asked(screen.lang, bool(values["--labels"])), kind=wanted, work=work,
                             again=bool(values["--again"]))
    screen.result = {"files": [str(path) for path in found.files], "rows": found.rows, "variables": found.variables,
                     "work": work, "cautions": [written_caution(one) for one in found.cautions]}
    if found.rows:
        screen.tell(pattern("Rows: {rows}, variables: {variables}."), rows=found.rows, variables=found.variables)
    else:
        screen.tell(pattern("Variables: {variables}; no answers are in it."), variables=found.variables)
    for path in found.files:
        screen.tell(pattern("Not for release: {path}") if work else pattern("Written: {path}"), path=path)
    screen.cautions(found.cautions)
    return Exit.OK


def _require_meaning(values: Values, kind: str) -> None:
    """Raises CLI_008 for an option that would say nothing here."""
    end = Path(str(values["--to"])).suffix.casefold().removeprefix(".")
    if values["--as"] and end in (*DATA, *CODEBOOKS) and end != kind:
        raise refuse(CLI_008, option="--as", beside=str(values["--to"]))
    if values["--labels"] and values["--codes"]:
        raise refuse(CLI_008, option="--codes", beside="--labels")
    for option in ("--labels", "--codes"):
        if values[option] and kind not in WORDED:
            raise refuse(CLI_008, option=option, beside=f".{kind}")
    if values["--work"] and kind in CODEBOOKS:
        raise refuse(CLI_008, option="--work", beside=f".{kind}")
