"""The questionnaire of the two-stage example: every column of the answers, with its words in kk, ru, en."""

from __future__ import annotations

from collections.abc import Mapping

import questionnaire as form
import register

from qabilet.cycle.instrument import Dictionary, Missing
from qabilet.study import regions
from qabilet.text import Text

NAMES = {one.name.ru: one.name for one in regions()}
REGIONS: form.Options = [(ru, NAMES[ru].kk, NAMES[ru].en) for ru in register.REGIONS]
PARTS: Mapping[str, tuple[str, ...]] = {
    "north": ("Акмолинская область", "Костанайская область", "Павлодарская область", "Северо-Казахстанская область"),
    "east": ("Восточно-Казахстанская область", "область Абай"),
    "centre": ("Карагандинская область", "область Ұлытау"),
    "west": ("Актюбинская область", "Атырауская область", "Западно-Казахстанская область", "Мангистауская область"),
    "south": ("Алматинская область", "Жамбылская область", "Кызылординская область", "Туркестанская область",
              "область Жетісу")}
"""The regions by part of the country, as study.toml derives them."""
GENDER: form.Options = [("мужской", "ер", "Male"), ("женский", "әйел", "Female")]
NEEDED: form.Options = [
    ("совсем не нужно", "мүлдем қажет емес", "Not needed at all"),
    ("скорее не нужно", "онша қажет емес", "Rather not needed"),
    ("отчасти нужно", "біршама қажет", "Somewhat needed"),
    ("нужно", "қажет", "Needed"), ("очень нужно", "өте қажет", "Much needed")]
NEEDS = {name: form.MODULE[name] for name in ("finance", "communication", "legal", "digital", "mediation", "budget",
                                              "procurement")}


def districts() -> form.Options:
    """Every district of the register: numbered, for none of them is real."""
    found = []
    for region, count in register.DISTRICTS.items():
        name = NAMES[region]
        found += [(register.district(region, one), f"{name.kk}, № {one} аудан", f"{name.en}, district {one}")
                  for one in range(1, count + 1)]
    return found


def dictionary() -> Dictionary:
    """The columns in the order of the answers file."""
    needed = "6. Насколько Вам нужно обучение в следующих областях? (1 — совсем не нужно, 5 — очень нужно)"
    important = "7. Насколько важны для Вашей работы следующие области? (1 — совсем не важно, 5 — очень важно)"
    able = "8. Как Вы оцениваете свой уровень в этих областях? (1 — очень низкий, 5 — очень высокий)"
    cannot: dict[str, Missing] = {form.CANNOT_JUDGE: "cannot judge"}
    return Dictionary((
        form.column("language", "one", "Язык заполнения анкеты",
                    Text("Сауалнама тілі", "Язык анкеты", "Language of the answers"),
                    [("казахский", "қазақ тілі", "Kazakh"), ("русский", "орыс тілі", "Russian")]),
        form.column("region", "one", "Область (по личной ссылке)", Text("Облыс", "Область", "Region"), REGIONS),
        form.column("district", "one", "Район (по личной ссылке)", Text("Аудан", "Район", "District"), districts(),
                    role="design", reason="where the akim was drawn from: no result is broken down by it"),
        form.column("office", "one", "1. Акимом какой административно-территориальной единицы Вы являетесь?",
                    Text("Әкім лауазымының түрі", "Вид должности акима", "Kind of akim"), form.OFFICES),
        form.column("gender", "one", "2. Ваш пол", Text("Жынысы", "Пол", "Gender"), GENDER),
        form.column("first_elected", "one", "3. Были ли Вы впервые избраны населением в 2021–2024 годах?",
                    Text("2021–2024 жылдары алғаш рет сайланған", "Впервые избран(а) в 2021–2024 годах",
                         "First elected in 2021 to 2024"), form.YES_NO),
        form.column("seniority", "number", "4. Сколько полных лет Вы работаете в должности акима?",
                    Text("Әкім лауазымындағы еңбек өтілі, жыл", "Стаж в должности акима, лет",
                         "Seniority as akim, years")),
        form.column("channels", "many", "5. Какие каналы связи с населением Вы используете? (несколько ответов)",
                    Text("Халықпен байланыс арналары", "Каналы связи с населением",
                         "Channels of communication with the population"), form.CHANNELS, separator=","),
        *form.grid("need", needed, NEEDS, NEEDED, missing=cannot),
        *form.grid("importance", important, form.AREAS, form.IMPORTANCE, missing=cannot),
        *form.grid("competence", able, form.AREAS, form.COMPETENCE, missing=cannot),
        *(one.with_(header=one.header.replace("15. ", "9. "), question=one.question.replace("15. ", "9. "))
          for one in form.statements()),
    ))
