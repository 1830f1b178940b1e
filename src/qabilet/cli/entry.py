"""The door: run one verb, and turn whatever happens into words, an exit code and no traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn, TextIO

from qabilet.cli.faults import CLI_006, INTERNAL_001, INTERRUPTED_001
from qabilet.cli.language import one_language, spoken
from qabilet.cli.screen import Screen, streams
from qabilet.cli.usage import Values, read
from qabilet.cli.verbs import Verb
from qabilet.errors import CODES, Exit, Fault, QabiletError


def main(arguments: Sequence[str] | None = None) -> int:
    """What the shell calls; gives the exit code."""
    # The matrices of a study are small: threads for them cost more, already when NumPy is imported, than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given = list(sys.argv[1:] if arguments is None else arguments)
    out, err = streams()
    lang = spoken(given, os.environ, windows=sys.platform == "win32")
    screen = Screen(lang, as_json="--json" in given, out=out, err=err)
    try:
        code = _guarded(given, screen, err)
        out.flush()
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing is wrong, and Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        return Exit.OK
    return code


def run() -> NoReturn:
    """What the command calls: `main`, and out. Everything is saved and said by then; taking NumPy and pyarrow down
    piece by piece, as Python would, is a tenth of the time of `analyse`."""
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _guarded(given: Sequence[str], screen: Screen, err: TextIO) -> Exit:
    try:
        code = _run(given, screen)
    except QabiletError as error:
        return _told(screen, error.faults, error.exit, err)
    except KeyboardInterrupt:
        return _told(screen, [Fault(INTERRUPTED_001)], Exit.INTERRUPTED, err)
    except BrokenPipeError:
        raise
    except OSError as error:
        facts = {"path": error.filename or "", "why": error.strerror or error}
        return _told(screen, [Fault(CLI_006, facts)], CODES[CLI_006].exit, err)
    except Exception as error:
        if os.environ.get("QABILET_DEBUG"):
            raise
        return _told(screen, [_unforeseen(error)], Exit.INTERNAL, err)
    screen.finish(code)
    return code


def _run(given: Sequence[str], screen: Screen) -> Exit:
    verb, values = read(given, screen.lang)
    if verb is None or values["--help"]:
        return _shown(verb, values, screen)
    screen.verb = verb.name
    if values["--lang"] and "--lang" not in [option.name for option in verb.options]:
        screen.lang = one_language(str(values["--lang"]))
    from qabilet.cli import steps

    return steps.run(verb.name, values, screen)


def _shown(verb: Verb | None, values: Values, screen: Screen) -> Exit:
    from qabilet.cli.help import help_page, verb_page

    if values.get("--version"):
        from qabilet.cli.version import VERSION

        screen.result = {"version": VERSION}
        screen.line(f"qabilet {VERSION}")
        return Exit.OK
    page = verb_page(verb, screen.lang) if verb is not None else help_page(screen.lang)
    screen.result = {"help": page}
    screen.line(page)
    return Exit.OK


def _told(screen: Screen, faults: Sequence[Fault], code: Exit, err: TextIO) -> Exit:
    screen.close()
    if not screen.as_json:
        screen.faults(faults, err)
    screen.finish(code, faults)
    return code


def _unforeseen(error: Exception) -> Fault:
    """The details go into a file: the frames and the kind of error, not its words, which may quote an answer."""
    import tempfile
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    rows = [f"{frame.filename.rpartition('site-packages')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    with tempfile.NamedTemporaryFile("w", prefix="qabilet-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("\n".join([f"python {sys.version.split()[0]} {sys.platform}", type(error).__qualname__, *rows, ""]))
    return Fault(INTERNAL_001, {"what": type(error).__name__, "report": file.name})


