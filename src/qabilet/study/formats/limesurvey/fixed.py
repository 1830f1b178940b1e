"""What LimeSurvey's own types of questions offer, and which of its settings bear on what people can answer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qabilet.text import Text

OTHER = "-oth-"
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
TYPE, CONDITION, FORMULA, RULE = ("limesurvey_type", "limesurvey_relevance", "limesurvey_equation",
                                  "limesurvey_validation")
"""Headings of the cells in which a form keeps what only LimeSurvey understands."""
OTHER_WORDS = Text("Басқа", "Другое", "Other")
COMMENT = Text("Түсініктеме", "Комментарий", "Comment")
YES, NO = Text("Иә", "Да", "Yes"), Text("Жоқ", "Нет", "No")
FIXED: Mapping[str, tuple[tuple[str, Text], ...]] = {
    "Y": (("Y", YES), ("N", NO)),
    "G": (("F", Text("Әйел", "Женский", "Female")), ("M", Text("Ер", "Мужской", "Male"))),
    "C": (("N", NO), ("U", Text("Білмеймін", "Не знаю", "Uncertain")), ("Y", YES)),
    "E": (("D", Text("Азайту", "Уменьшить", "Decrease")), ("S", Text("Сол күйінде", "Оставить", "Same")),
          ("I", Text("Көбейту", "Увеличить", "Increase"))),
    "5": tuple((str(point), Text.same(str(point))) for point in range(1, 6)),
    "A": tuple((str(point), Text.same(str(point))) for point in range(1, 6)),
    "B": tuple((str(point), Text.same(str(point))) for point in range(1, 11)),
}
TOLD_SETTINGS = frozenset({
    "array_filter", "array_filter_exclude", "min_answers", "max_answers", "exclude_all_others", "random_group",
    "hidden", "min_num_value", "max_num_value", "equals_num_value", "multiflexible_min", "multiflexible_max",
    "multiflexible_step", "maximum_chars", "time_limit", "date_min", "date_max", "slider_min", "slider_max",
    "slider_accuracy", "prefix", "suffix", "assessment_value", "other_comment_mandatory", "other_numbers_only"})
"""Settings that bear on what people can answer; how a question looks is no loss."""
UNSET = frozenset({"", "0", "N"})
