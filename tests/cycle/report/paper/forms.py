"""A questionnaire with every kind of question, in three languages, and an interview guide."""

from __future__ import annotations

from qabilet.cycle.instrument import Choice, ChoiceList, Form, Question, Section
from qabilet.text import Text


def listed(code: str, *choices: tuple[str, Text]) -> ChoiceList:
    return ChoiceList(code, tuple(Choice(*one) for one in choices))


LISTS = {one.code: one for one in (
    listed("yes_no", ("1", Text("Иә", "Да", "Yes")), ("2", Text("Жоқ", "Нет", "No")),
           ("9", Text("Айта алмаймын", "Затрудняюсь ответить", "Hard to say"))),
    listed("post", ("1", Text("ауыл, кент әкімі", "аким села, посёлка", "akim of a village or settlement")),
           ("2", Text("ауылдық округ әкімі", "аким сельского округа", "akim of a rural district")),
           ("3", Text("аудандық маңызы бар қала әкімі", "аким города районного значения",
                      "akim of a city of district significance")),
           ("4", Text("мәслихат депутаты", "депутат маслихата", "deputy of a maslikhat"))),
    listed("region", *((str(n), Text(kk, ru, en)) for n, (kk, ru, en) in enumerate((
        ("Абай облысы", "Абайская область", "Abai region"), ("Ақмола облысы", "Акмолинская область", "Akmola region"),
        ("Ақтөбе облысы", "Актюбинская область", "Aktobe region"),
        ("Алматы облысы", "Алматинская область", "Almaty region"),
        ("Атырау облысы", "Атырауская область", "Atyrau region"),
        ("Батыс Қазақстан", "Западный Казахстан", "West Kazakhstan"),
        ("Жамбыл облысы", "Жамбылская область", "Zhambyl region"),
        ("Жетісу облысы", "область Жетісу", "Zhetisu region"),
        ("Солтүстік Қазақстан", "Северный Казахстан", "North Kazakhstan"),
        ("Түркістан облысы", "Туркестанская область", "Turkistan region"),
        ("Шығыс Қазақстан", "Восточный Казахстан", "East Kazakhstan")), 10))),
    listed("agree", ("1", Text("Мүлдем келіспеймін", "Совершенно не согласен", "Strongly disagree")),
           ("2", Text("Келіспеймін", "Не согласен", "Disagree")),
           ("3", Text("Келісетінім де, келіспейтінім де жоқ", "Ни да, ни нет", "Neither")),
           ("4", Text("Келісемін", "Согласен", "Agree")),
           ("5", Text("Толық келісемін", "Полностью согласен", "Strongly agree")),
           ("99", Text("Бағалай алмаймын", "Не могу оценить", "Cannot judge"))),
    listed("need", *((str(n), Text.same(str(n))) for n in range(11))),
    listed("areas", ("fin", Text("қаржылық сауаттылық", "финансовая грамотность", "financial literacy")),
           ("com", Text("коммуникативтік дағдылар", "коммуникативные навыки", "communication skills")),
           ("law", Text("құқықтық сауаттылық", "правовая грамотность", "legal literacy")),
           ("dig", Text("цифрлық сауаттылық", "цифровая грамотность", "digital literacy")),
           ("med", Text("медиация дағдылары", "навыки медиации", "mediation skills"))))}

_ITEMS = (
    Text("Ауыл тұрғындарымен ашық сөйлесіп, келіспеушіліктерді шеше аламын",
         "Я умею открыто говорить с жителями и разрешать разногласия",
         "I can talk openly with residents and settle disagreements"),
    Text("Жергілікті бюджеттің кірістері мен шығыстарын жоспарлай аламын",
         "Я умею планировать доходы и расходы местного бюджета",
         "I can plan the revenue and expenditure of the local budget"),
    Text("Мемлекеттік сатып алу рәсімдерін білемін", "Я знаю процедуры государственных закупок",
         "I know the procedures of public procurement"),
    Text("Шешімдерімді құқықтық актілермен негіздеймін", "Я обосновываю свои решения правовыми актами",
         "I ground my decisions in legal acts"))
_NEEDS = (
    Text("Қаржылық сауаттылық", "Финансовая грамотность", "Financial literacy"),
    Text("Көпшілік алдында сөйлеу", "Публичные выступления", "Public speaking"),
    Text("Медиация", "Медиация", "Mediation"))


def everything() -> Form:
    return Form("akims", Text("Жергілікті өзін-өзі басқару әкімдерінің оқыту қажеттіліктері: сауалнама",
                              "Потребности акимов местного самоуправления в обучении: анкета",
                              "Training needs of akims of local self-government: questionnaire"),
                "2023-08", "kk", ("kk", "ru", "en"), (_about(), _skills(), _learning(), _last()), LISTS)


def _about() -> Section:
    return Section("about", label=Text("Өзіңіз туралы", "О вас", "About you"), nodes=(
        Question("intro", "note", "note", Text(
            "Құрметті әріптес! Сауалнама жасырын: аты-жөніңізді жазбаңыз. Жауаптар оқу бағдарламаларын дайындау үшін "
            "ғана пайдаланылады. Толтыруға шамамен 15 минут кетеді.",
            "Уважаемый коллега! Анкета анонимна: не указывайте своего имени. Ответы послужат только подготовке "
            "учебных программ. Заполнение займёт около 15 минут.",
            "Dear colleague! The questionnaire is anonymous: do not write your name. Your answers serve only to "
            "prepare training programmes. It takes about 15 minutes.")),
        Question("q_post", "one", "select_one post", Text("Сіздің лауазымыңыз?", "Ваша должность?", "Your post?"),
                 choices="post", required="yes"),
        Question("q_region", "one", "select_one region", Text("Өңір", "Регион", "Region"), choices="region"),
        Question("q_age", "integer", "integer", Text("Жасыңыз нешеде?", "Сколько вам полных лет?", "How old are you?"),
                 constraint=". >= 18 and . <= 75", missing={"-99": "refused"}),
        Question("q_since", "date", "date", Text("Қай күннен бері осы лауазымдасыз?", "С какого дня вы в должности?",
                                                 "Since which day have you held this post?")),
        Question("start", "meta", "start")))


def _skills() -> Section:
    return Section("skills", label=Text("Біліктеріңіз", "Ваши умения", "Your skills"), nodes=(
        Section("own", label=Text("Мына тұжырымдармен қаншалықты келісесіз?", "Насколько вы согласны с утверждениями?",
                                  "How far do you agree with these statements?"),
                appearance="field-list",
                nodes=tuple(Question(f"own_{n}", "one", "select_one agree", words, choices="agree", scale="agree",
                                     missing={"99": "cannot judge"}) for n, words in enumerate(_ITEMS, 1))),
        Section("wanted", label=Text("Мына салада оқу сізге қаншалықты қажет? (0 – қажет емес, 10 – өте қажет)",
                                     "Насколько вам нужно обучение? (0 – не нужно, 10 – очень нужно)",
                                     "How much do you need training in this? (0 not at all, 10 very much)"),
                nodes=tuple(Question(f"need_{n}", "one", "select_one need", words, choices="need", scale="need")
                            for n, words in enumerate(_NEEDS, 1)))))


def _learning() -> Section:
    return Section("learning", label=Text("Оқу", "Обучение", "Learning"), nodes=(
        Question("q_course", "one", "select_one yes_no", Text(
            "Соңғы екі жылда курстардан өттіңіз бе?", "Проходили ли вы курсы за последние два года?",
            "Have you taken courses in the last two years?"), choices="yes_no", missing={"9": "cannot judge"}),
        Question("q_hours", "decimal", "decimal", Text("Барлығы неше сағат?", "Сколько всего часов?",
                                                       "How many hours in all?"),
                 relevance="${q_course} = '1'", constraint=". <= 400"),
        Question("q_topics", "many", "select_multiple areas or_other", Text(
            "Қандай тақырыптар болды?", "Каким темам они были посвящены?", "Which topics were they about?"),
            choices="areas", other=True, relevance="${q_course} = '1'", constraint="count-selected(.) <= 3"),
        Question("q_rank", "rank", "rank areas", Text(
            "Қажет білім салаларын маңызына қарай реттеңіз", "Расположите области знаний по важности для вас",
            "Put the areas of knowledge in the order of their importance to you"),
            Text("1 – ең маңызды", "1 – самая важная", "1 is the most important"), choices="areas"),
        Question("q_ready", "range", "range", Text("Оқуға дайындығыңыз", "Ваша готовность учиться",
                                                   "Your readiness to learn"), parameters="start=1 end=7 step=1"),
        Question("q_why", "text", "text", Text("Неге ${q_rank} осылай реттедіңіз?", "Почему ${q_rank} именно так?",
                                               "Why ${q_rank} in this order?"), appearance="multiline"),
        Question("q_place", "foreign", "geopoint", Text("Орналасқан жер", "Место", "Place"))))


def _last() -> Section:
    return Section("last", label=Text("Соңғы сұрақтар", "Последние вопросы", "Last questions"), nodes=(
        Section("child", "repeat", label=Text("Ұсыныс", "Предложение", "Proposal"), repeat_count="2", nodes=(
            Question("q_idea", "text", "text", Text("Не ұсынасыз?", "Что вы предлагаете?", "What do you propose?")),
            Question("q_cost", "integer", "integer", Text("Ол қанша тұрады, мың ₸?", "Сколько это стоит, тыс. ₸?",
                                                          "What does it cost, thousand ₸?")))),
        Question("q_at", "time", "time", Text("Қазір сағат неше?", "Который час?", "What time is it now?")),
        Question("q_when", "datetime", "dateTime", Text("Сізге қашан қоңырау шалайық?", "Когда вам позвонить?",
                                                        "When shall we call you?")),
        Question("q_ok", "acknowledge", "acknowledge", Text("Мен деректерді өңдеуге келісемін",
                                                            "Я согласен с обработкой данных",
                                                            "I agree to the processing of the data")),
        Question("total", "calculate", "calculate", calculation="1 + 1")))


def guide() -> Form:
    """An interview guide in two sections."""
    return Form("akims-guide", Text("Әкімдермен сұхбат", "Интервью с акимами", "Interview with akims"), "1", "ru",
                ("kk", "ru", "en"), (
        Section("opening", label=Text("Кіріспе", "Вступление", "Opening"), hint=Text("5 минут", "5 минут", "5 minutes"),
                nodes=(
            Question("g_intro", "note", "note", Text(
                "Сәлеметсіз бе! Біз әкімдерге қандай оқу керегін зерттеп жүрміз.",
                "Здравствуйте! Мы изучаем, какое обучение нужно акимам.",
                "Good day! We study what training akims need.")),
            Question("g_agree", "acknowledge", "acknowledge", Text(
                "Сұхбатқа және оны жазып алуға келісесіз бе?", "Согласны ли вы на беседу и её запись?",
                "Do you agree to the talk and to its being recorded?")))),
        Section("problems", label=Text("Жұмыстағы қиындықтар", "Трудности в работе", "Difficulties at work"),
                hint=Text("20 минут", "20 минут", "20 minutes"), nodes=(
            Question("g_hard", "text", "text", Text(
                "Соңғы жылы жұмысыңызда не ең қиын болды? Бір жағдайды айтып беріңіз.",
                "Что было самым трудным в вашей работе за последний год? Расскажите об одном случае.",
                "What was hardest in your work in the last year? Tell me about one case."),
                guidance=Text("- Не болды, кім қатысты?\n- Не істедіңіз?\n- Қандай білім жетіспеді?",
                              "- Что произошло, кто участвовал?\n- Что вы сделали?\n- Каких знаний не хватило?",
                              "- What happened, who took part?\n- What did you do?\n- What knowledge was missing?"),
                appearance="multiline"),
            Question("g_ngo", "text", "text", Text("Әкіммен қалай жұмыс істейсіз?", "Как вы работаете с акимом?",
                                                   "How do you work with the akim?"),
                     Text("тек ҮЕҰ үшін", "только для НПО", "for NGOs only"), perspectives=("observer",))))))
