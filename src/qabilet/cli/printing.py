"""`qabilet print`: the questionnaire and the interview guide as files to be sent with a letter."""

from __future__ import annotations

from pathlib import Path

from qabilet import study, workflow
from qabilet.cli.language import languages
from qabilet.cli.screen import Screen, written_caution
from qabilet.cli.usage import Values
from qabilet.errors import Exit, refuse
from qabilet.text import pattern
from qabilet.workflow import Occasion


def printed(values: Values, screen: Screen, occasion: Occasion) -> Exit:
    template = values["--template"]
    order = study.PrintOrder(
        langs=languages(str(values["--lang"])) if values["--lang"] else (),
        kinds=_kinds(str(values["--as"])) if values["--as"] else study.PRINT_KINDS,
        guide=bool(values["--guide"]), perspective=str(values["--perspective"] or ""),
        draft=bool(values["--draft"]), codes=not values["--no-codes"],
        template=Path(str(template)) if template is not None else None)
    files, cautions = workflow.print_form(Path(str(values["DIR|FILE"])), Path(str(values["--to"])), order, occasion)
    screen.result = {"files": [str(one) for one in files], "cautions": [written_caution(one) for one in cautions]}
    for path in files:
        screen.line(str(path))
    screen.cautions(cautions)
    if order.draft:
        screen.tell(pattern("These are drafts: do not send them out."))
    return Exit.OK


def _kinds(words: str) -> tuple[study.PrintKind, ...]:
    """Raises PRINT_002 for a kind that is not printed."""
    found = []
    for word in words.split(","):
        kind = next((one for one in study.PRINT_KINDS if word.strip().casefold() == one), None)
        if kind is None:
            raise refuse(study.PRINT_002, word=word.strip(), known=", ".join(study.PRINT_KINDS))
        found.append(kind)
    return tuple(dict.fromkeys(found))
