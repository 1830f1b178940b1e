"""What can be wrong with an order to compose a form from a framework, and what a composed form may be doubted for."""

from __future__ import annotations

from qabilet.errors import Exit, declare

FORM_050 = declare("FORM_050", "The framework {framework} has no competence {value}.",
                   "The closest are: {known}.", exit=Exit.USAGE)
FORM_051 = declare("FORM_051", "The framework {framework} has no group of competences {value}.",
                   "Its groups are: {known}.", exit=Exit.USAGE)
FORM_052 = declare("FORM_052", "{value} is no scale on which competences can be asked about.",
                   "Choose among: {known}.", exit=Exit.USAGE)
FORM_053 = declare("FORM_053", "{value} is no perspective from which people are rated.",
                   "Choose among: {known}.", exit=Exit.USAGE)
FORM_054 = declare("FORM_054", "The study has no framework from which questions could be composed.",
                   "Name one with --framework; these ship with the program: {known}.", exit=Exit.USAGE)
FORM_055 = declare("FORM_055", "There is no statement about {value} with which one could agree or disagree.",
                   "Ask about it on another scale, or write the statement into the form yourself.", exit=Exit.USAGE)
FORM_056 = declare("FORM_056", "{count} competences cannot be put in order: between {least} and {most} can.",
                   "Choose fewer with --competences or --group, or rate them on the scale need.", exit=Exit.USAGE)
FORM_057 = declare("FORM_057", "{path} has been edited; composing it anew would lose that.",
                   "Use --again to compose it anew; the edited one is then kept beside it as {kept}.",
                   exit=Exit.REFUSED)
FORM_058 = declare("FORM_058", "The competence {value} has no words in: {languages}.",
                   "Write its name in Kazakh, Russian and English in competences.csv of the framework.",
                   exit=Exit.STUDY)
FORM_059 = declare("FORM_059", "The form takes about {minutes} minutes; many people break off after {most}.",
                   "Choose fewer competences or scales.")
FORM_060 = declare("FORM_060", "The words for the question on the scale {scale} asked of {perspective} are missing.",
                   "Restore the program's data, or choose another perspective.", exit=Exit.INTERNAL)
