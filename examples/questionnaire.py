"""The questionnaire of the example study: every column of the answers, with its words in kk, ru, en.

The questions are ours, written after what the article reports; the original form is not printed there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qabilet.cycle.instrument import BLANK, Column, Dictionary, Kind, Missing
from qabilet.study import regions
from qabilet.text import Text

Options = Sequence[tuple[str, str, str]]
"""(ru, kk, en); the Russian words are what the form wrote into the answers."""

SURVEYED = ("KZ-11", "KZ-27", "KZ-59", "KZ-61", "KZ-63")
ELSEWHERE = "другие области"
REGIONS: Options = [*((one.name.ru, one.name.kk, one.name.en) for one in regions() if one.code in SURVEYED),
                    (ELSEWHERE, "сауалнама жүргізілмеген облыстар", "oblasts not surveyed")]
OTHERS = {one.name.ru: ELSEWHERE for one in regions() if one.kind == "oblast" and one.code not in SURVEYED}
"""The register knows 17 oblasts; the twelve that were not surveyed are shown together."""

OFFICES: Options = [
    ("город районного значения", "аудандық маңызы бар қала", "City of district significance"),
    ("сельский округ", "ауылдық округ", "Rural district"),
    ("посёлок", "кент", "Settlement"),
    ("село", "ауыл", "Village"),
]
EDUCATION: Options = [
    ("юридическое", "заңгерлік", "Legal"),
    ("экономическое", "экономикалық", "Economic"),
    ("педагогическое", "педагогикалық", "Pedagogical"),
    ("техническое", "техникалық", "Technical"),
    ("сельскохозяйственное", "ауыл шаруашылығы", "Agricultural"),
    ("другое", "басқа", "Other"),
]
SENIORITY: Options = [
    ("менее 1 года", "1 жылдан аз", "Less than 1 year"),
    ("от 1 до 3 лет", "1–3 жыл", "1 to 3 years"),
    ("от 4 до 5 лет", "4–5 жыл", "4 to 5 years"),
    ("от 6 до 10 лет", "6–10 жыл", "6 to 10 years"),
    ("более 10 лет", "10 жылдан астам", "More than 10 years"),
]
RESIDENCE: Options = [
    ("менее 1 года", "1 жылдан аз", "Less than 1 year"),
    ("от 1 до 3 лет", "1–3 жыл", "1 to 3 years"),
    ("от 4 до 10 лет", "4–10 жыл", "4 to 10 years"),
    ("более 10 лет", "10 жылдан астам", "More than 10 years"),
]
YES_NO: Options = [("да", "иә", "Yes"), ("нет", "жоқ", "No")]
COURSE: Options = [
    ("да, проходил(а)", "иә, өттім", "Yes"),
    ("нет, не проходил(а)", "жоқ, өткен жоқпын", "No"),
    ("не помню", "есімде жоқ", "Do not remember"),
]
LANGUAGES: Options = [
    ("казахский (государственный)", "қазақ тілі (мемлекеттік тіл)", "Kazakh (the state language)"),
    ("русский", "орыс тілі", "Russian"),
    ("английский", "ағылшын тілі", "English"),
    ("язык другого этноса (например, немецкий, татарский, узбекский)",
     "басқа этностың тілі (мысалы, неміс, татар, өзбек тілдері)",
     "The language of another ethnic group (for example, German, Tatar, Uzbek)"),
]
CHANNELS: Options = [
    ("личный приём граждан", "азаматтарды жеке қабылдау", "Receiving citizens in person"),
    ("сходы, собрания местного сообщества", "жергілікті қоғамдастықтың жиындары, жиналыстары",
     "Gatherings, assemblies of the local community"),
    ("мессенджеры (WhatsApp, Telegram)", "мессенджерлер (WhatsApp, Telegram)", "Messengers (WhatsApp, Telegram)"),
    ("социальные сети (Instagram, Facebook)", "әлеуметтік желілер (Instagram, Facebook)",
     "Social networks (Instagram, Facebook)"),
    ("объявления на стендах, в магазинах и школах", "стендтердегі, дүкендер мен мектептердегі хабарландырулар",
     "Notices on boards, in shops and schools"),
    ("районная газета", "аудандық газет", "The district newspaper"),
    ("портал «е-Өтініш»", "«е-Өтініш» порталы", "The e-Otinish portal of appeals"),
]
TOPICS: Options = [
    ("бюджетирование", "бюджетті жоспарлау", "Budgeting"),
    ("финансовая грамотность", "қаржылық сауаттылық", "Financial literacy"),
    ("государственные закупки", "мемлекеттік сатып алу", "Public procurement"),
    ("земельные отношения", "жер қатынастары", "Land relations"),
    ("психология", "психология", "Psychology"),
    ("общение с населением", "халықпен қарым-қатынас", "Communication with the population"),
]
ELECTIONS: Options = [
    ("окажут положительное влияние", "оң әсер етеді", "They will have a positive effect"),
    ("ничего не изменят", "ештеңені өзгертпейді", "They will change nothing"),
    ("окажут отрицательное влияние", "теріс әсер етеді", "They will have a negative effect"),
    ("затрудняюсь ответить", "жауап беруге қиналамын", "Difficult to say"),
]
AGREEMENT: Options = [
    ("полностью не согласен(на)", "мүлдем келіспеймін", "Strongly disagree"),
    ("скорее не согласен(на)", "келіспеуге бейіммін", "Rather disagree"),
    ("и согласен(на), и нет", "келісемін де, келіспеймін де", "Neither agree nor disagree"),
    ("скорее согласен(на)", "келісуге бейіммін", "Rather agree"),
    ("полностью согласен(на)", "толық келісемін", "Strongly agree"),
]
POINTS: Options = [
    ("1 балл: наименее нужно", "1 балл: ең аз қажет", "1 point: least needed"),
    ("2 балла", "2 балл", "2 points"), ("3 балла", "3 балл", "3 points"), ("4 балла", "4 балл", "4 points"),
    ("5 баллов: нужнее всего", "5 балл: ең қажет", "5 points: most needed"),
]
IMPORTANCE: Options = [
    ("совсем не важно", "мүлдем маңызды емес", "Not important at all"),
    ("скорее не важно", "онша маңызды емес", "Rather unimportant"),
    ("отчасти важно", "біршама маңызды", "Somewhat important"),
    ("важно", "маңызды", "Important"),
    ("очень важно", "өте маңызды", "Very important"),
]
COMPETENCE: Options = [
    ("очень низкий", "өте төмен", "Very low"), ("низкий", "төмен", "Low"), ("средний", "орташа", "Middling"),
    ("высокий", "жоғары", "High"), ("очень высокий", "өте жоғары", "Very high"),
]
AREAS: Mapping[str, tuple[str, Text]] = {
    "finance": ("financial-literacy", Text("Қаржылық сауаттылық", "Финансовая грамотность", "Financial literacy")),
    "communication": ("communication", Text("Қарым-қатынас дағдылары", "Навыки коммуникации", "Communication skills")),
    "legal": ("legal-literacy", Text("Құқықтық сауаттылық", "Правовая грамотность", "Legal literacy")),
    "digital": ("digital-literacy", Text("Цифрлық сауаттылық", "Цифровая грамотность", "Digital literacy")),
    "mediation": ("mediation", Text("Медиация дағдылары", "Навыки медиации", "Mediation skills")),
}
MODULE: Mapping[str, tuple[str, Text]] = {
    **AREAS,
    "budget": ("budget-management", Text("Бюджетті басқару", "Управление бюджетом", "Budget management")),
    "procurement": ("public-procurement", Text("Мемлекеттік сатып алу", "Государственные закупки",
                                               "Public procurement")),
    "information": ("information-policy", Text("Ақпараттық саясат", "Информационная политика",
                                               "Information policy")),
    "staff": ("recruitment-and-hr", Text("Кадрларды іріктеу және персоналды басқару",
                                         "Подбор кадров и управление персоналом", "Recruitment and HR management")),
}
STATEMENTS: Mapping[str, Text] = {
    "means": Text("Тұрғындар қандай байланыс құралдарын пайдаланатынын білемін",
                  "Я знаю, какими средствами связи пользуются жители",
                  "I know which means of communication the residents use"),
    "budget": Text("Тұрғындар бюджет пен жоспарларды талқылауға қатысады",
                   "Жители участвуют в обсуждении бюджета и планов",
                   "The residents take part in discussing the budget and plans"),
    "explain": Text("Маңызды шешім қабылдамас бұрын оны тұрғындарға түсіндіремін",
                    "Перед принятием важного решения я разъясняю его жителям",
                    "Before an important decision I explain it to the residents"),
    "complaints": Text("Наразы тұрғындармен сөйлесу маған қиын",
                       "Мне трудно вести разговор с недовольными жителями",
                       "I find it hard to talk with dissatisfied residents"),
}
CANNOT_JUDGE = "затрудняюсь ответить"
BY_HAND = "checked by hand against the questionnaire"
LATIN_A = "\u0041"
"""Some answers bear a Latin letter where a Cyrillic one belongs: dirt as it really comes."""
OURS = "our addition: the article asks one scale only"


def headed(kk: str, ru: str, en: str) -> Text:
    """The words of a label, each with a capital letter."""
    return Text(*(words[:1].upper() + words[1:] for words in (kk, ru, en)))


def column(code: str, kind: Kind, header: str, label: Text, options: Options = (), *, blank: Missing = "refused",
           role: str = "profile", **more: object) -> Column:
    """A column of the dictionary, everything in it checked by a person; `blank` says why a cell may be empty."""
    labels = {ru: headed(kk, ru, en) for ru, kk, en in options}
    missing = {BLANK: blank, **more.pop("missing", {})}  # type: ignore[dict-item]
    whole = Column(header, code, kind, question=header, values=tuple(labels), labels=labels, missing=missing,
                   label=label, role=role, confidence="sure", reason=BY_HAND, edited=True)
    return whole.with_(**more)


def grid(group: str, question: str, items: Mapping[str, tuple[str, Text]], points: Options, kind: Kind = "rating",
         **more: object) -> list[Column]:
    """The items of one grid, answered in points 1 to 5."""
    out = []
    for name, (competence, label) in items.items():
        one = column(f"{group}_{name}", kind, f"{question} [{label.ru}]", label, role="need", **more)  # type: ignore[arg-type]
        scale = {str(point): headed(kk, ru, en) for point, (ru, kk, en) in enumerate(points, 1)}
        out.append(one.with_(question=question, item=label.ru, group=group, competence=competence,
                             values=tuple(scale), labels=scale))
    return out


def statements() -> list[Column]:
    question = "15. Насколько Вы согласны со следующими утверждениями?"
    return [column(f"interaction_{name}", "rating", f"{question} [{label.ru}]", label, AGREEMENT, blank="not asked",
                   role="opinion", question=question, item=label.ru, group="interaction",
                   reverse=name == "complaints") for name, label in STATEMENTS.items()]


def who() -> list[Column]:
    return [
        column("language", "one", "Язык заполнения анкеты",
               Text("Сауалнама тілі", "Язык анкеты", "Language of the answers"),
               [("казахский", "қазақ тілі", "Kazakh"), ("русский", "орыс тілі", "Russian")]),
        column("answered_on", "date", "Дата заполнения", Text("Толтырылған күні", "Дата заполнения", "Date of answer"),
               keep=False, reason="left out: the day of answering is no question of the study"),
        column("respondent", "one", "Ссылка, по которой заполнена анкета (akim / deputy)",
               Text("Респондент", "Респондент", "Respondent"),
               [("akim", "", ""), ("deputy", "", "")], role="audience",
               labels={"akim": Text("Әкім", "Аким", "Akim"),
                       "deputy": Text("Мәслихат депутаты", "Депутат маслихата", "Maslikhat deputy")}),
        column("region", "one", "1. В какой области Вы работаете?", Text("Облыс", "Область", "Region"), REGIONS,
               merge={"Акмолинская обл.": "Акмолинская область",
                      f"{LATIN_A}кмолинская область": "Акмолинская область", **OTHERS}),
        column("office", "one", "2. Акимом какой административно-территориальной единицы Вы являетесь?",
               Text("Әкім лауазымының түрі", "Вид должности акима", "Kind of akim"), OFFICES, blank="not asked"),
        column("age", "number", "3. Ваш возраст (полных лет)", Text("Жасы, жыл", "Возраст, лет", "Age, years")),
        column("education", "one", "4. Какое у Вас профессиональное образование?",
               Text("Кәсіптік білімі", "Профессиональное образование", "Professional education"), EDUCATION),
        column("seniority", "one", "5. Сколько лет Вы работаете в должности акима?",
               Text("Әкім лауазымындағы еңбек өтілі", "Стаж в должности акима", "Seniority as akim"), SENIORITY,
               blank="not asked"),
        column("elected", "one", "6. Были ли Вы впервые избраны населением в 2021–2023 годах?",
               Text("2021–2023 жылдары алғаш рет сайланған", "Впервые избран(а) в 2021–2023 годах",
                    "First elected in 2021 to 2023"), YES_NO, blank="not asked"),
        column("introductory", "one", "7. Проходили ли Вы вводное обучение для избранных акимов?",
               Text("Кіріспе оқытудан өтуі", "Вводное обучение", "Introductory training"), COURSE, blank="not asked"),
        column("residence", "one", "8. Сколько лет Вы живёте в данной местности?",
               Text("Осы жерде тұру мерзімі", "Срок проживания в данной местности", "Years lived in the area"),
               RESIDENCE),
        column("languages", "many", "9. На каких языках Вы можете общаться с населением? (несколько ответов)",
               Text("Халықпен қарым-қатынас тілдері", "Языки общения с населением",
                    "Languages spoken with the population"),
               LANGUAGES, separator=","),
        column("channels", "many", "10. Какие каналы связи с населением Вы используете? (несколько ответов)",
               Text("Халықпен байланыс арналары", "Каналы связи с населением",
                    "Channels of communication with the population"),
               CHANNELS, separator=",", blank="not asked"),
    ]


def dictionary() -> Dictionary:
    """The columns in the order of the answers file."""
    ranking = ("11. Какие знания и навыки нужнее всего акимам Вашего района? Расположите пять областей по порядку: "
               "5 — нужнее всего, 1 — наименее нужно; каждый балл можно поставить один раз.")
    important = "12. Насколько важны для Вашей работы следующие области? (1 — совсем не важно, 5 — очень важно)"
    able = "13. Как Вы оцениваете свой уровень в этих областях? (1 — очень низкий, 5 — очень высокий)"
    cannot: dict[str, Missing] = {CANNOT_JUDGE: "cannot judge"}
    return Dictionary((
        *who(),
        *grid("knowledge", ranking, AREAS, POINTS, kind="ranking"),
        *grid("importance", important, MODULE, IMPORTANCE, blank="not asked", missing=cannot, reason=OURS),
        *grid("competence", able, MODULE, COMPETENCE, blank="not asked", missing=cannot, reason=OURS),
        column("topics", "many", "14. Какие темы следует включить в будущие курсы? (несколько ответов)",
               Text("Курстарға ұсынылған тақырыптар", "Темы для будущих курсов", "Topics for future courses"),
               TOPICS, separator=",", blank="not asked"),
        *statements(),
        column("elections", "one", "16. Как, по Вашему мнению, выборы акимов повлияют на социально-экономическое "
               "развитие региона?", Text("Сайлаудың өңірдің дамуына әсері", "Влияние выборов на развитие региона",
                                         "Effect of the elections on the region's development"), ELECTIONS,
               role="opinion", reason="'difficult to say' counts as an answer: the 74 % is of all respondents"),
        column("wish", "text", "17. Ваши пожелания и предложения по обучению акимов (в свободной форме)",
               Text("Оқыту бойынша тілектер мен ұсыныстар", "Пожелания и предложения по обучению",
                    "Wishes and suggestions on training"), role="text"),
    ))
