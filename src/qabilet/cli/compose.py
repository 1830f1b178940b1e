"""The verb compose: what was asked for, and what the drafted form or guide holds."""

from __future__ import annotations

from pathlib import Path

from qabilet import workflow
from qabilet.cli.faults import CLI_008
from qabilet.cli.screen import Screen, written_caution
from qabilet.cli.usage import Values
from qabilet.errors import Exit, refuse
from qabilet.study import Wanted
from qabilet.text import pattern
from qabilet.workflow import Occasion


def compose(values: Values, screen: Screen, occasion: Occasion) -> Exit:
    """Raises CLI_008 where competences are named both one by one and by their group."""
    if values["--competences"] and values["--group"]:
        raise refuse(CLI_008, option="--group", beside="--competences")
    if values["--guide"]:
        for option in ("--perspectives", "--scales"):
            if values[option]:
                raise refuse(CLI_008, option=option, beside="--guide")
    root = Path(str(values["DIR"]))
    wanted = Wanted(str(values["--framework"] or ""), _listed(values, "--competences"), str(values["--group"] or ""),
                    _listed(values, "--perspectives"), _listed(values, "--scales"), bool(values["--guide"]))
    found = workflow.compose(root, wanted, occasion, again=bool(values["--again"]))
    asked = [one for one in found.form.questions() if one.kind not in ("note", "acknowledge")]
    items = [one for one in asked if one.competence]
    screen.result = {"path": str(root / found.path), "framework": found.framework, "questions": len(asked),
                     "items": [one.code for one in items], "kept": found.kept, "files": sorted(found.files),
                     "cautions": [written_caution(one) for one in found.cautions]}
    screen.tell(pattern("Composed from the framework {framework}: {path}"), framework=found.framework,
                path=root / found.path)
    if wanted.guide:
        screen.tell(pattern("Questions for the interview: {questions}; languages: kk, ru, en."), questions=len(asked))
    else:
        screen.tell(pattern("Questions: {questions}, of these about competences: {items}; languages: kk, ru, en."),
                    questions=len(asked), items=len(items))
    if found.kept:
        screen.tell(pattern("The edited one is kept in {path}."), path=found.kept)
    screen.cautions(found.cautions)
    screen.tell(pattern("It is a draft: read it aloud in each language, change it, and look it through with qabilet "
                        "form {path}"), path=root / found.path)
    return Exit.OK


def _listed(values: Values, option: str) -> tuple[str, ...]:
    """The words of an option that takes several, parted by commas."""
    return tuple(word for one in str(values[option] or "").split(",") if (word := one.strip()))
