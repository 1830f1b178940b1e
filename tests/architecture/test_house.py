"""The house stands as designed: who may know whom, doors that open fast, files of a size, nothing foreign inside."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "qabilet"
FILES = sorted(SOURCE.rglob("*.py"))
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "service", "misc", "handler", "tools"}
PURE = ("text.py", "errors.py", "stats", "cycle")


def ran(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)


def imports(path: Path) -> Iterator[tuple[str, str, bool]]:
    """What a module imports: (module, name, whether as the module is read)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    outermost = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, "", id(node) in outermost) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", one.name, id(node) in outermost) for one in node.names)


@pytest.mark.slow
def test_who_may_know_whom() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:]


def test_no_module_imports_its_own_folders_face() -> None:
    for path in FILES:
        face = ".".join(path.parent.relative_to(SOURCE.parent).parts)
        if path.name != "__init__.py" and face != "qabilet":
            below = {other.stem for other in path.parent.iterdir()}
            assert not [name for module, name, _ in imports(path) if module == face and name not in below], path


def test_a_face_is_lazy_and_imports_nothing_foreign() -> None:
    for path in FILES:
        if path.name == "__init__.py":
            modules = {module for module, _, outermost in imports(path) if outermost}
            assert modules <= {"importlib", "typing"}, path


def test_every_face_offers_what_it_promises() -> None:
    script = """
import ast, sys
from importlib import import_module
from pathlib import Path
for path in sorted(Path("src/qabilet").rglob("__init__.py")):
    name = ".".join(path.parent.relative_to("src").parts)
    face = import_module(name)
    offers = getattr(face, "_OFFERS", {})
    promised = {alias.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)
                and (node.module or "").startswith("qabilet") for alias in node.names}
    assert promised == set(offers), (name, promised ^ set(offers))
    for one in offers:
        getattr(face, one)
"""
    result = ran("-c", script)
    assert result.returncode == 0, result.stderr[-2000:]


def test_files_have_a_size_and_open_with_what_they_are_for() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, path
        assert ast.get_docstring(ast.parse(text)), path


def test_there_is_no_drawer_for_everything() -> None:
    for path in (*FILES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")):
        words = {*path.with_suffix("").relative_to(ROOT).parts[1:]}
        assert not words & DRAWERS, path


def test_a_file_is_not_named_like_a_function_its_folder_offers() -> None:
    for path in FILES:
        if path.name == "__init__.py":
            offered = {name for module, name, _ in imports(path) if module.startswith("qabilet")}
            assert not offered & {other.stem for other in path.parent.glob("*.py")}, path


def test_only_tables_speaks_to_an_engine_and_nothing_loads_scipy_or_pandas() -> None:
    for path in FILES:
        roots = {module.partition(".")[0] for module, _, _ in imports(path)}
        assert not roots & {"scipy", "pandas", "django", "requests"}, path
        if "tables" not in path.parts:
            assert not roots & {"duckdb", "narwhals"}, path


def test_the_pure_rooms_touch_no_file_clock_or_network() -> None:
    foreign = {"pathlib", "os", "time", "random", "secrets", "uuid", "tempfile", "shutil", "http", "socket",
               "subprocess", "urllib", "sqlite3"}
    for path in FILES:
        if path.relative_to(SOURCE).parts[0] in PURE:
            loaded = {module.partition(".")[0] for module, _, outermost in imports(path) if outermost}
            # A path may be named in a type; reading it is the business of `tables`, `study` and the doors.
            assert not loaded & foreign, path


def test_only_the_doors_look_at_the_clock() -> None:
    clock = re.compile(r"datetime\.(now|utcnow)|date\.today|time\.time\(")
    for path in FILES:
        if path.relative_to(SOURCE).parts[0] not in ("cli", "server", "web"):
            assert not clock.search(path.read_text(encoding="utf-8")), path


def test_broad_excepts_stand_at_the_last_door_only() -> None:
    broad = [path.relative_to(SOURCE).as_posix() for path in FILES
             if re.search(r"except( BaseException| Exception)?( as \w+)?:", path.read_text(encoding="utf-8"))]
    assert broad == ["cli/entry.py"]


def tracked() -> list[Path]:
    result = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip("not a git checkout, so there is no list of what belongs to the repository")
    return [ROOT / name for name in result.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_in_the_repository() -> None:
    words = ("pypi" + ".org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian.org")
    # instance('list')/root/item is a path of the routing language
    path = re.compile(r"(?<![\w.)])/" + r"(work|root|home/\w+)/")
    for file in tracked():
        text = file.read_bytes().decode("utf-8", errors="ignore")
        assert not [word for word in words if word in text], file
        if file.suffix in (".py", ".md", ".toml", ".lock", ".txt", ".json", ".html", ""):
            assert not path.search(text), file
