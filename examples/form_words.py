"""The questions of the example's form in kk, ru, en, and the codes of its choices.

The Russian words are those the answers bear as headers; the Kazakh and English ones are ours, as the whole form is.
"""

from __future__ import annotations

from collections.abc import Mapping

from qabilet.text import Text

QUESTIONS: Mapping[str, Text] = {
    "language": Text("Сауалнаманы қай тілде толтырасыз?", "Язык заполнения анкеты",
                     "In which language is the form filled in?"),
    "respondent": Text("Сауалнамаға кім ретінде қатысып отырсыз?", "В каком качестве Вы отвечаете на вопросы?",
                       "In what capacity are you answering?"),
    "region": Text("Қай облыста жұмыс істейсіз?", "В какой области Вы работаете?", "In which region do you work?"),
    "office": Text("Қандай әкімшілік-аумақтық бірліктің әкімісіз?",
                   "Акимом какой административно-территориальной единицы Вы являетесь?",
                   "Of what kind of administrative unit are you the akim?"),
    "age": Text("Жасыңыз (толық жыл)", "Ваш возраст (полных лет)", "Your age (full years)"),
    "education": Text("Кәсіптік біліміңіз қандай?", "Какое у Вас профессиональное образование?",
                      "What is your professional education?"),
    "seniority": Text("Әкім лауазымында қанша жылдан бері жұмыс істейсіз?",
                      "Сколько лет Вы работаете в должности акима?", "For how many years have you been an akim?"),
    "elected": Text("2021–2023 жылдары Сізді халық алғаш рет сайлады ма?",
                    "Были ли Вы впервые избраны населением в 2021–2023 годах?",
                    "Were you first elected by the population in 2021 to 2023?"),
    "introductory": Text("Сайланған әкімдерге арналған кіріспе оқудан өттіңіз бе?",
                         "Проходили ли Вы вводное обучение для избранных акимов?",
                         "Have you had the introductory training for elected akims?"),
    "residence": Text("Осы жерде қанша жылдан бері тұрасыз?", "Сколько лет Вы живёте в данной местности?",
                      "For how many years have you lived in this area?"),
    "languages": Text("Халықпен қай тілдерде сөйлесе аласыз? (бірнеше жауап)",
                      "На каких языках Вы можете общаться с населением? (несколько ответов)",
                      "In which languages can you talk with the population? (several answers)"),
    "channels": Text("Халықпен байланыстың қандай арналарын пайдаланасыз? (бірнеше жауап)",
                     "Какие каналы связи с населением Вы используете? (несколько ответов)",
                     "Which channels of communication with the population do you use? (several answers)"),
    "knowledge": Text("Ауданыңыздағы әкімдерге қандай білім мен дағды көбірек қажет? Бес саланы ретімен қойыңыз: "
                      "5 – ең қажет, 1 – ең аз қажет; әр балды бір рет қана қоюға болады.",
                      "Какие знания и навыки нужнее всего акимам Вашего района? Расположите пять областей по порядку: "
                      "5 — нужнее всего, 1 — наименее нужно; каждый балл можно поставить один раз.",
                      "Which knowledge and skills do the akims of your district need most? Put the five areas in "
                      "order: 5 for the most needed, 1 for the least needed; use each number once."),
    "importance": Text("Төмендегі салалар жұмысыңыз үшін қаншалықты маңызды? (1 – мүлдем маңызды емес, "
                       "5 – өте маңызды)",
                       "Насколько важны для Вашей работы следующие области? (1 — совсем не важно, 5 — очень важно)",
                       "How important are these areas for your work? (1: not important at all, 5: very important)"),
    "competence": Text("Осы салалардағы деңгейіңізді қалай бағалайсыз? (1 – өте төмен, 5 – өте жоғары)",
                       "Как Вы оцениваете свой уровень в этих областях? (1 — очень низкий, 5 — очень высокий)",
                       "How do you rate your own level in these areas? (1: very low, 5: very high)"),
    "topics": Text("Болашақ курстарға қандай тақырыптарды енгізу керек? (бірнеше жауап)",
                   "Какие темы следует включить в будущие курсы? (несколько ответов)",
                   "Which topics should future courses cover? (several answers)"),
    "interaction": Text("Төмендегі тұжырымдармен қаншалықты келісесіз?",
                        "Насколько Вы согласны со следующими утверждениями?",
                        "To what extent do you agree with the following statements?"),
    "elections": Text("Әкімдерді сайлау өңірдің әлеуметтік-экономикалық дамуына қалай әсер етеді деп ойлайсыз?",
                      "Как, по Вашему мнению, выборы акимов повлияют на социально-экономическое развитие региона?",
                      "How, in your opinion, will the election of akims affect the social and economic development of "
                      "the region?"),
    "wish": Text("Әкімдерді оқыту бойынша тілектеріңіз бен ұсыныстарыңыз (еркін түрде)",
                 "Ваши пожелания и предложения по обучению акимов (в свободной форме)",
                 "Your wishes and suggestions on the training of akims (in your own words)"),
}

CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("kk", "ru"),
    "respondent": ("akim", "deputy"),
    "office": ("city", "rural_district", "settlement", "village"),
    "education": ("legal", "economic", "pedagogical", "technical", "agricultural", "other"),
    "seniority": ("under_1", "1_to_3", "4_to_5", "6_to_10", "over_10"),
    "elected": ("yes", "no"),
    "introductory": ("yes", "no", "unsure"),
    "residence": ("under_1", "1_to_3", "4_to_10", "over_10"),
    "languages": ("kazakh", "russian", "english", "ethnic"),
    "channels": ("reception", "assembly", "messengers", "networks", "notices", "newspaper", "e_otinish"),
    "topics": ("budgeting", "finance", "procurement", "land", "psychology", "communication"),
    "elections": ("positive", "none", "negative", "unsure"),
}
"""The codes of the choices, in the order of the dictionary's values."""

AIM = Text(
    "Құрметті респондент! Сауалнаманың мақсаты – аудандық маңызы бар қалалар, ауылдық округтер, кенттер мен ауылдар "
    "әкімдеріне қандай оқу қажет екенін анықтау. Нәтижелер оқу бағдарламалары мен әкімдерге арналған анықтамалықты "
    "әзірлеуге пайдаланылады.",
    "Уважаемый респондент! Цель опроса — выяснить, какое обучение необходимо акимам городов районного значения, "
    "сельских округов, посёлков и сёл. Результаты будут использованы при разработке учебных программ и справочника для "
    "акимов.",
    "Dear respondent, the aim of this survey is to find out what training is needed by the akims of cities of district "
    "significance, rural districts, settlements and villages. The results will be used for training programmes and for "
    "a handbook for akims.")
DEPUTIES = Text(
    "Мәслихат депутаттары әкімдердің жұмысын сырттан бақылаушы ретінде жауап береді, сондықтан оларға сұрақтардың бір "
    "бөлігі ғана қойылады.",
    "Депутаты маслихатов отвечают как наблюдатели за работой акимов, поэтому им задаётся только часть вопросов.",
    "Deputies of the maslikhats answer as observers of the akims' work, so only some of the questions are put to them.")
SECTIONS: Mapping[str, Text] = {
    "about_you": Text("Өзіңіз туралы", "О себе", "About yourself"),
    "population": Text("Халықпен байланыс", "Связь с населением", "In touch with the population"),
    "training": Text("Оқыту", "Обучение", "Training"),
}
AGE = Text("18 бен 100 арасындағы сан жазыңыз.", "Укажите число от 18 до 100.", "Write a number from 18 to 100.")
CANNOT_JUDGE = Text("Жауап беруге қиналамын", "Затрудняюсь ответить", "Cannot judge")
