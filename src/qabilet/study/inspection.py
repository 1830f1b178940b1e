"""Everything that is wrong with a study, looked at down to the single answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from qabilet.cycle.instrument import Dictionary, check_dictionary
from qabilet.errors import Fault
from qabilet.study.faults import STUDY_034
from qabilet.study.folder import ANSWERS, DICTIONARY, Study, examined
from qabilet.study.formats.faults import DICTIONARY_108
from qabilet.study.instrument.composing import FORM_FILE, GUIDE_FILE


def check(root: Path) -> tuple[Fault, ...]:
    """Every fault at once, by file and line; () when the study can be analysed as it is. Raises STUDY_001."""
    study, faults = examined(root, all_of_it=True)
    found = [*faults, *_sample(root), *_versions(root), *_forms(root)]
    if study.dictionary is not None and study.answers.is_file():
        found = [fault for fault in found if fault.file != DICTIONARY]
        # An analysis goes on with lost letters; whoever asks what is wrong must hear of them.
        found += [Fault(DICTIONARY_108, dict(one.facts), DICTIONARY) for one in study.cautions
                  if one.code == DICTIONARY_108]
        found += _dictionary(study, study.dictionary)
        if not any(fault.file not in (FORM_FILE, GUIDE_FILE) for fault in found):
            found += _plan(study)
    return tuple(sorted(found, key=lambda fault: (fault.file, fault.row or 0)))


def _sample(root: Path) -> tuple[Fault, ...]:
    """The plan of the draw, where there is one; its register may lie elsewhere and is read when it is drawn from."""
    from qabilet.study.sampling import PLAN_FILE, read_plan

    return read_plan((root / PLAN_FILE).read_bytes())[1] if (root / PLAN_FILE).is_file() else ()


def _forms(root: Path) -> tuple[Fault, ...]:
    """The questionnaire and the interview guide, where there are any."""
    if not any((root / name).is_file() for name in (FORM_FILE, GUIDE_FILE)):
        return ()
    from qabilet.study.instrument.looking import form_faults

    return tuple(form_faults(root))


def _versions(root: Path) -> tuple[Fault, ...]:
    """Published versions of the form that somebody changed or removed, and spoilt ledgers of its translations."""
    from qabilet.study.instrument.ledger import ledger_faults
    from qabilet.study.instrument.versions import version_faults

    return (*version_faults(root), *ledger_faults(root))


def _dictionary(study: Study, dictionary: Dictionary) -> tuple[Fault, ...]:
    """The dictionary against the answers; personal columns stand in it without being in the answers."""
    import pyarrow as pa

    try:
        counts = _counts(study.answers)
    except (pa.ArrowException, OSError) as error:
        return (Fault(STUDY_034, {"why": str(error).partition("\n")[0][:200]}, ANSWERS),)
    headers = [*counts, *(column.header for column in dictionary if column.kind == "personal"
                          and column.header not in counts)]
    return check_dictionary(dictionary, headers, counts, file=DICTIONARY)


def _counts(path: Path) -> Mapping[str, Mapping[str, int]]:
    """How often each value stands under each header, a blank as ''."""
    from pyarrow import parquet

    found: dict[str, Counter[str]] = {}
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches():
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                known = found.setdefault(name, Counter())
                for pair in column.value_counts().to_pylist():
                    known[str(pair["values"] or "")] += pair["counts"]
    return found


def _plan(study: Study) -> tuple[Fault, ...]:
    from qabilet.cycle.needs import check_plan

    return check_plan(study.plan()) or _weights(study)


def _weights(study: Study) -> tuple[Fault, ...]:
    """Whether the declared weights can be made; the answers are coded into a folder that is gone afterwards."""
    from qabilet.cycle.needs import check_weights, is_weighted

    plan = study.plan()
    if not is_weighted(plan):
        return ()
    from qabilet.cycle.analysis import recodes
    from qabilet.tables import recode

    with TemporaryDirectory() as folder:
        frame = recode(study.answers, recodes(plan.dictionary, plan.lattice), Path(folder) / "frame.parquet",
                       file=DICTIONARY)
        return check_weights(frame, plan)
