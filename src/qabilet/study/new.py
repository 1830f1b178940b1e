"""A new study: a folder ready to work in, blank or after a template."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qabilet.cycle.needs import Decision
from qabilet.errors import refuse
from qabilet.study import decisions, settings
from qabilet.study.atomic import Content, unfinished
from qabilet.study.drafts import with_drafts
from qabilet.study.faults import STUDY_002, STUDY_009
from qabilet.study.frameworks import framework_files, shipped_framework
from qabilet.study.lock import WORK
from qabilet.study.settings import Settings, read_settings
from qabilet.study.settings_toml import write_settings
from qabilet.study.shipped import data_folder, templates
from qabilet.study.toml_values import CODE, closest
from qabilet.text import LANGS, Lang, Text, pattern, say

_TITLE = pattern("Training needs study «{name}»")


def require_empty(root: Path) -> None:
    """Raises STUDY_002 where the folder holds anything but the traces of a step that never happened."""
    if root.exists() and (not root.is_dir() or any(path.name != WORK for path in root.iterdir())):
        raise refuse(STUDY_002, path=root)


def require_place(root: Path) -> None:
    """Raises STUDY_002 where answers cannot come into the folder: no study, and not empty either."""
    if not (root / settings.FILE).is_file() and not unfinished(root):
        require_empty(root)


def new_files(root: Path, lang: Lang, like: str = "") -> dict[str, Content]:
    """The files of a new study. Raises STUDY_009 for a template that does not ship."""
    if like and like not in templates():
        raise refuse(STUDY_009, word=like, key="--like", known=closest(like, templates()))
    template = data_folder() / "templates" / like
    base = read_settings((template / settings.FILE).read_bytes())[0] if like else Settings()
    named = replace(base, code=study_code(root), title=titled(root))
    drafts = {settings.FILE: write_settings(named, lang)}
    if like:
        # Here, not above: most steps that need a study's code compose no form.
        from qabilet.study.instrument.composing import first_forms

        code = (template / "framework.txt").read_text(encoding="utf-8").strip()
        drafts |= first_forms(named, shipped_framework(code))
    files: dict[str, Content] = with_drafts(root, drafts)
    files["README.md"] = (data_folder() / "templates" / f"README.{lang}.md").read_bytes()
    if like:
        files |= {f"framework/{name}": content for name, content in framework_files(shipped_framework(code)).items()}
    items = (template / "needs.txt").read_text(encoding="utf-8").split() if like else []
    files[decisions.FILE] = decisions.write_decisions(Decision(item) for item in items)
    return files


def study_code(root: Path) -> str:
    """A code after the folder's name."""
    name = root.resolve().name
    return name if CODE.fullmatch(name) else "study"


def titled(root: Path) -> Text:
    """A first title, in all three languages."""
    name = root.resolve().name.encode("utf-8", "replace").decode()  # a name in no encoding cannot be written into TOML
    return Text(*(say(lang, _TITLE, name=name) for lang in LANGS))

