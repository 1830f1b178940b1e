"""The verbs of the command line, in the order of the cycle: what each takes, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from qabilet.text import Lang, pattern, say


@dataclass(frozen=True, slots=True)
class Option:
    """`value` names what it takes ('' for a switch), `several` how many words that is; `says` explains it."""

    name: str
    value: str
    says: str
    several: int = 1

    def shown(self, lang: Lang) -> str:
        return f"{self.name} {say(lang, self.value)}" if self.value else self.name


@dataclass(frozen=True, slots=True)
class Verb:
    """`step` is the place in the cycle under which the help shows it; `places` are the arguments without a name, of
    which those in `needed` (and the options in it) must be given."""

    name: str
    step: str
    says: str
    places: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    needed: tuple[str, ...] = ()

    def usage(self, lang: Lang) -> str:
        """How it is typed, the names of what it takes in the person's language."""
        named = [(place, say(lang, place)) for place in self.places]
        named += [(one.name, one.shown(lang)) for one in self.options]
        words = [shown if name in self.needed else f"[{shown}]" for name, shown in named]
        return " ".join((f"qabilet {self.name}", *words))


DIR, FILE, SOURCE = pattern("DIR"), pattern("FILE"), pattern("SOURCE")
BY = Option("--by", pattern("ROLE"), pattern("the role written into LOG.csv; never a name (researcher)"))
EVERYWHERE = (
    Option("--lang", "kk|ru|en", pattern("the language of the program (also QABILET_LANG)")),
    Option("--json", "", pattern("one JSON document instead of words, faults too")),
    Option("--help", "", pattern("this page")),
)

VERBS = (
    Verb("new", pattern("Framework and questionnaire"), pattern("begin a study: a folder ready to work in"), (DIR,),
         (Option("--like", pattern("TEMPLATE"), pattern("begin with a template: local-government")), BY), (DIR,)),
    Verb("compose", pattern("Framework and questionnaire"),
         pattern("draft the questionnaire, or the interview guide, from the study's framework, in three languages"),
         (DIR,),
         (Option("--framework", pattern("CODE"), pattern("a framework that ships with the program (the study's own)")),
          Option("--competences", "A,B", pattern("the competences to ask about, by their codes")),
          Option("--group", pattern("GROUP"), pattern("the competences of one group, in place of --competences")),
          Option("--perspectives", "self,head,peer,report,observer",
                 pattern("whose view is asked (the audiences of the study, or self)")),
          Option("--scales", "importance,competence,need,agreement,ranking",
                 pattern("what is asked of each competence (what study.toml needs, or importance and competence)")),
          Option("--guide", "", pattern("the interview guide, in place of the questionnaire")),
          Option("--again", "", pattern("compose it anew though it was edited; the edited one is kept beside it")),
          BY), (DIR,)),
    Verb("form", pattern("Framework and questionnaire"),
         pattern("show what was understood of a questionnaire or guide (XLSForm: .xlsx, .xls, .csv), and every fault "
                 "by row"), (pattern("DIR|FILE"),),
         (Option("--guide", "", pattern("the interview guide of the study, in place of the questionnaire")),
          Option("--to", "OUT.xlsx", pattern("write it back as a workbook that ODK and Kobo read")),
          Option("--xml", "OUT.xml", pattern("write ODK's XForm of it")),
          Option("--again", "", pattern("write a file anew that is there already"))), ("DIR|FILE",)),
    Verb("print", pattern("Framework and questionnaire"),
         pattern("print the questionnaire and the interview guide as Word and PDF, with a code sheet for data entry"),
         (pattern("DIR|FILE"),),
         (Option("--to", pattern("OUT"), pattern("the folder to write it into")),
          Option("--lang", "kk,ru,en", pattern("the languages of the sheets (those the form has)")),
          Option("--as", "pdf,docx", pattern("the kinds of documents (pdf,docx)")),
          Option("--guide", "", pattern("the interview guide alone; with FILE: it is one")),
          Option("--perspective", pattern("RATER"), pattern("only the questions for this rater: self, head, peer, "
                                                            "report, observer")),
          Option("--no-codes", "", pattern("without the code sheet")),
          Option("--draft", "", pattern("print it though words are missing in a language: another language’s stand in "
                                        "their place, marked")),
          Option("--template", "HOUSE.docx", pattern("a Word document whose styles are taken"))), ("DIR|FILE", "--to")),
    Verb("translate", pattern("Framework and questionnaire"),
         pattern("show what is missing or outdated in each language; write the translators' spreadsheet, or take it "
                 "in"),
         (DIR,),
         (Option("--out", "OUT.xlsx", pattern("write the translators' spreadsheet")),
          Option("--in", FILE, pattern("take the translators' spreadsheet in, all of it or nothing")),
          Option("--lang", "kk,en", pattern("the languages to translate into (those of the study)")),
          Option("--again", "", pattern("write a file anew that is there already")),
          Option("--guide", "", pattern("the interview guide, in place of the questionnaire")), BY), (DIR,)),
    Verb("publish", pattern("Framework and questionnaire"),
         pattern("freeze the questionnaire as a version, when no word is missing and nothing is wrong with it"), (DIR,),
         (Option("--guide", "", pattern("the interview guide, in place of the questionnaire")), BY), (DIR,)),
    Verb("compare", pattern("Framework and questionnaire"),
         pattern("two forms, or the newest version and the working form: what changed, which items stay comparable"),
         (pattern("OLD"), pattern("NEW")),
         (Option("--versions", "1 2", pattern("two published versions of the study OLD"), 2),
          Option("--guide", "", pattern("the interview guide, in place of the questionnaire"))), ("OLD",)),
    Verb("size", pattern("Sample"),
         pattern("how many people to ask: for one question about precision, or as sample/design.toml plans"), (DIR,),
         (Option("--share", "P", pattern("for a share of about P (0.5 needs the most), with --margin")),
          Option("--mean", "SD", pattern("for a mean of answers with this standard deviation, with --margin")),
          Option("--difference", "P1 P2", pattern("to tell two shares apart in two groups"), 2),
          Option("--difference-mean", "D SD", pattern("to tell two means apart that differ by D"), 2),
          Option("--ranks", "D SD", pattern("to tell two needs apart that lie D apart, with --items"), 2),
          Option("--margin", "D", pattern("half the width of the interval: 0.03 is ±3 percentage points")),
          Option("--n", "N", pattern("the other way round: what N answers will tell")),
          Option("--population", "N", pattern("how many people the register has")),
          Option("--response", pattern("SHARE"), pattern("the share expected to answer (1)")),
          Option("--level", pattern("LEVEL"), pattern("the confidence level (0.95)")),
          Option("--power", pattern("POWER"), pattern("the probability of telling a true difference (0.8)")),
          Option("--deff", "DEFF", pattern("the design effect (1)")),
          Option("--icc", "ICC", pattern("intraclass correlation, with --cluster-size, in place of --deff")),
          Option("--cluster-size", "M", pattern("people asked in each cluster")),
          Option("--ratio", "K", pattern("people in the second group for each in the first (1)")),
          Option("--items", "K", pattern("how many needs are ranked")),
          Option("--correlation", "R", pattern("the correlation between ratings of two needs (0)")))),
    Verb("draw", pattern("Sample"),
         pattern("draw the people to be asked from the register, as sample/design.toml plans, or replace one of them"),
         (DIR,),
         (Option("--register", FILE, pattern("draft sample/design.toml after this register; nothing is drawn yet")),
          Option("--sheet", pattern("NAME"), pattern("the sheet of the register's workbook, with --register")),
          Option("--replace", pattern("UNIT"), pattern("put the next reserve in place of this unit, with --reason")),
          Option("--reason", pattern("WHY"), pattern("why the unit is replaced; never who it is")),
          Option("--again", "", pattern("draw anew though a sample has been drawn; the earlier one is kept beside "
                                        "it")), BY), (DIR,)),
    Verb("adopt", pattern("Fieldwork"),
         pattern("take over the answers you have (.xlsx, .csv, .parquet, .sav, .dta, exports of online forms) and "
                 "draft their dictionary"), (FILE,),
         (Option("--to", DIR, pattern("the study folder; begun where there is none")),
          Option("--sheet", pattern("NAME"), pattern("the sheet of the workbook (the one that looks like answers)")),
          Option("--form", FILE, pattern("the form they were collected with: an XLSForm (.xlsx) or a LimeSurvey survey "
                                         "(.lss); else instrument/form.xlsx of the study, where it is there")),
          Option("--keep-duplicates", "", pattern("number columns of the same name instead of refusing them")),
          Option("--keep-unfinished", "", pattern("take over answers that were never submitted, too (LimeSurvey)")),
          Option("--again", "", pattern("draft the dictionary anew though it was edited; the edited one is kept beside "
                                        "it")), BY), (FILE, "--to")),
    Verb("check", pattern("Fieldwork"), pattern("show everything that is wrong with a study, by file and line"),
         (DIR,), (), (DIR,)),
    Verb("analyse", pattern("Analysis"), pattern("count, estimate, and let through what may be told"), (DIR,),
         (Option("--work", "", pattern("also save the tables with nothing withheld, for your own eyes: not for "
                                       "release, and written into LOG.csv")), BY), (DIR,)),
    Verb("frame", pattern("Analysis"),
         pattern("write the answers as the analysis read them, as CSV for R: not for release, and written into "
                 "LOG.csv"),
         (DIR,), (BY,), (DIR,)),
    Verb("rank", pattern("Needs"), pattern("show the needs in their order, and how sure the order is"), (DIR,), (),
         (DIR,)),
    Verb("report", pattern("Report"),
         pattern("write the report, a page for each language, and the script reproduce.R, which makes its tables again "
                 "in R"), (DIR,),
         (Option("--lang", "kk,ru,en", pattern("the languages of the report (kk,ru,en)")),
          Option("--to", pattern("OUT"), pattern("the folder to write it into"))), (DIR, "--to")),
    Verb("convert", pattern("Report"),
         pattern("write the answers for SPSS, Stata, R and Excel, or their codebook, or a framework in another form"),
         (SOURCE,),
         (Option("--to", pattern("OUT"), pattern("the file; its end says what it becomes: .csv .xlsx .parquet .sav "
                                                 ".zsav .dta, and without answers .xml (DDI) .html .docx .json")),
          Option("--as", pattern("KIND"), pattern("what it becomes, where the end of the name does not say it")),
          Option("--labels", "", pattern("words in place of codes in .csv, .xlsx and .parquet")),
          Option("--codes", "", pattern("codes in these three (the default)")),
          Option("--work", "", pattern("nothing withheld, for your own eyes, into analysis/export of the study: not "
                                       "for release, and written into LOG.csv")),
          Option("--again", "", pattern("write a file anew that is there already")), BY), (SOURCE, "--to")),
    Verb("demo", pattern("To try it out"), pattern("copy the example study, analyse it and write its report"), (),
         (Option("--to", DIR, pattern("where to (qabilet-demo)")), BY)),
)


def verb(name: str) -> Verb | None:
    return next((one for one in VERBS if one.name == name), None)
