"""The words around the lessons: buttons, labels and notices, in one catalogue for each language.

Sphinx and its extensions translate into some languages and not into others. The one source for all of them is
`locales/<language>/LC_MESSAGES/interface.po`; `interface.py` compiles it into the catalogue that they look for.
"""

from __future__ import annotations

from polyneuron.book.model.messages import Message

INTERFACE_ROLE = "interface"

LANDING_TAGLINE = "An introduction to neural networks that you can run"
LANDING_READ = "Start reading"
LANDING_FREE = "Free, without registration, without tracking. Every page is a notebook."
LANDING_LEAD = (
    "You begin with one neuron, on paper. You end with networks that read handwriting and film reviews. Change any "
    "number, run the code again, and see what happens."
)
LANDING_RUN = "Run the code"
LANDING_STILL = "Stop the movement"
LANDING_FIGURE = (
    "Four pixels, eight neurons. Blue weights are positive, orange ones are negative. You build a network like this "
    "one in the first chapter."
)
LANDING_ABLE = "What you will be able to do"
LANDING_GOALS = (
    "Compute a small network on paper, with NumPy and with Keras",
    "Choose activations and a loss, and say why",
    "Write backpropagation yourself, and check it",
    "Train networks that read digits and judge reviews",
    "Measure honestly what a network can do, and show where it fails",
)
LANDING_CHAPTERS = "The chapters"
LANDING_LEARNERS = "For learners"
LANDING_LEARNERS_TEXT = (
    "Every chapter runs: on Binder without an account, on Colab with a Google account, or on your own computer. An "
    "ordinary laptop is enough."
)
LANDING_TEACHERS = "For teachers"
LANDING_TEACHERS_TEXT = (
    "Exercises check themselves. For nbgrader there is a course folder in each language, with solutions and points. "
    "You may share and change text and code."
)
LANDING_TRANSLATORS = "For translators"
LANDING_TRANSLATORS_TEXT = (
    "You can mend a sentence or translate a chapter, and you need not program. A first change takes less than an hour."
)
LANDING_OFFLINE = "Without internet"
LANDING_OFFLINE_TEXT = (
    "Install the course once, over the internet or from a memory stick. Then all chapters open in all languages, also "
    "without internet."
)
LANDING_SHARE = "This edition is not complete yet. Translated: {share} %. The rest is in English."
NOT_FOUND = "This page is not here. The address may be old, or misspelt."
NOT_FOUND_START = "To the beginning"
OTHER_LANGUAGES = "This page in other languages"
SHARE_TRANSLATED = "This page is not fully translated yet. Translated: {share} %. The rest is in English."
SET_UP_COMMENT = "Install the course's package where it is missing, for instance on Colab"
SET_UP_PYTHON = "This notebook needs Python {wanted} or newer. Found here: {found}"
SET_UP_PACKAGES = (
    "Some packages are missing here, or too old. Run this line in a new cell, restart the kernel, and run the notebook "
    "again: {command}"
)
SET_UP_WHEEL = (
    "The course's package could not be downloaded. Fetch it another way, put it beside this notebook, and run this "
    "cell again. File: {file} Address: {address}"
)
SET_UP_NAMED = "POLYNEURON_WHEEL names a file that is no readable wheel: {place}"
SET_UP_FOLDER = (
    "The course's package could not be stored. Make room on the disk, or name a folder that you may write to in "
    "POLYNEURON_CACHE. Tried: {folder}"
)
LAUNCH = "Run this chapter"
LAUNCH_BINDER = "In the browser, without an account. Starting takes several minutes; changes are lost after a pause."
LAUNCH_COLAB = "In the browser, with a Google account. Starts quickly; cannot be reached in every country."
LAUNCH_HUB = "On your institution's server, with your account there. Your changes stay."
LAUNCH_DOWNLOAD = "Download the notebook"
LAUNCH_DOWNLOAD_NOTE = "For JupyterLab, VS Code and other programs that open notebooks. No account."
LAUNCH_OWN = "On your own computer"
LAUNCH_OWN_NOTE = "Type these two lines into a terminal. No account; after the first time, no internet either."
LAUNCH_ELSEWHERE = "If that address cannot be reached:"
LAUNCH_MORE = "All ways, and help for slow connections"
BRANCH_INTRO = "The notebooks of this course, ready to run. The same chapters as pages: {address}"
BRANCH_CHAPTER = "Chapter"
BRANCH_READ = "Read"
READING_ALT = "In words"
READING_QUIZ = "The quiz is on the page of this chapter."
SHOW_CODE = "Show code"
HIDE_CODE = "Hide code"
EXERCISE_TITLE = "Exercise {number}: {title}"
PREDICT = "Predict"
CHANGE = "Change"
WRITE = "Write"
EXPLAIN = "Explain"
MINUTES = "Time: {minutes} min"
POINTS = "Points: {points}"
HINT = "Hint"
SHOW_SOLUTION = "Show solution"
HIDE_SOLUTION = "Hide solution"
MODEL_ANSWER = "A model answer"
WRITE_EXPLANATION = "Write your explanation here, in the place of this sentence."
GRADING_TOO_LONG = "This cell ran for too long and was stopped."
GRADING_DIED = (
    "Python ended while this cell ran. Perhaps it needed too much memory. The cells below it ran without this one."
)
GRADING_NOT_PASSED = "This check did not come to its end, so it does not count."
GRADING_SCORE = "Points: {points} of {total}"
GRADING_NOT_MARKED = "Not marked yet. Points for it: {total}"
GRADING_PENALTY = "Taken off because it came late: {points}"
GRADING_ANSWER = "Your answer"
GRADING_COMMENT = "Comment:"
GRADING_NO_ANSWER = "There is no answer here."
GRADING_GOT = "Your points"
GRADING_POSSIBLE = "Possible points"
GRADING_PARTLY = "So far: {points}. Not marked yet: {total}"
CHECKED_LATER = "This answer is checked when your work is marked."
TABLE_TITLE = "Points of the exercises"
TABLE_EXERCISE = "Exercise"
TABLE_NUMBER = "Number"
TABLE_NAME = "Name"
TABLE_KIND = "Kind"
TABLE_MINUTES = "Minutes"
TABLE_POINTS = "Points"
TABLE_BY_CHECK = "Given by the check"
TABLE_BY_HAND = "Given by hand"
TABLE_TOTAL = "Total"
DESCRIPTION = "Neural networks from the first neuron to image and text classification, as executable notebooks"

QUIZ_QUESTION = "Question {number}"
QUIZ_CHECK = "Check"
QUIZ_EXPLANATION = "Explanation"
QUIZ_RIGHT = "Right"
QUIZ_WRONG = "Not right"
QUIZ_PARTLY_RIGHT = "Partly right"
QUIZ_AGAIN = "Not right yet. Try again."
QUIZ_MISSING = "Right so far, but something is missing. Try again."
QUIZ_CHOOSE = "Choose an answer first."
QUIZ_ORDER = "Use the arrows to change the order."
QUIZ_UP = "Move up:"
QUIZ_DOWN = "Move down:"
QUIZ_PLACE = "Place {place} of {total}: {item}"
QUIZ_RIGHT_PLACE = "Right place: {place}"
QUIZ_YOUR_ANSWER = "Your answer:"
QUIZ_NO_NUMBER = "That is not a number. Write it like this: {example}"
QUIZ_OTHER_NUMBERS = "Any other number"
QUIZ_SCORE = "Right at the first try: {right} of {total}"
QUIZ_START_AGAIN = "Start again"
QUIZ_LOCAL = "Your answers stay on this device."
QUIZ_ANSWERS = "Answers to the quiz"

PAPER_CONTENTS = "Contents and pages"
DOWNLOADS_ALL = "Everything in one file, to be used without the internet"
DOWNLOADS_BOOK = "The whole book"
DOWNLOADS_SIZE = "{size} MB"
DOWNLOADS_SIZE_SMALL = "{size} KB"
DOWNLOADS_NONE = (
    "There are no files here yet. Meanwhile the foot of every page can keep the course on your device, and the menu of "
    "every chapter gives you its notebook."
)

ASSIGN_LANGUAGE = "Language"
ASSIGN_WHERE = "Where students open them"
ASSIGN_READ = "Read on the site"
ASSIGN_READ_NOTE = "Pages with results, exercises, solutions and quiz. No account, nothing to install."
ASSIGN_UPLOAD = "The notebook that I upload (learning platform)"
ASSIGN_UPLOAD_NOTE = "For marks: the file of your own course folder. The text names it and has no link."
ASSIGN_UPLOAD_TEXT = (
    "You find the file here. Download it, and open it in JupyterLab, VS Code or another program that opens notebooks."
)
ASSIGN_HUB = "Address of your JupyterHub"
ASSIGN_HUB_MISSING = "Write the address of your JupyterHub."
ASSIGN_HUB_WRONG = "This is not the address of a JupyterHub. Write it like this: https://hub.example.edu"
ASSIGN_NONE = "Choose at least one chapter."
ASSIGN_DUE = "Last day and hour, if there are any"
ASSIGN_LEAVE_OUT = "Exercises to leave out"
ASSIGN_LEAVE_OUT_NOTE = (
    "Tick what your course folder should not have. Behind each title stands the name that commands take."
)
ASSIGN_NONE_LEFT = "Leave at least one exercise in each chapter."
ASSIGN_STILL_ALL = (
    "These links lead to the pages and notebooks of the site, which have all exercises. To leave some out, choose this "
    "place: {place}"
)
ASSIGN_LINKS = "Links and QR codes"
ASSIGN_QR = "QR code of this link: {title}"
ASSIGN_TEXT = "Text for your learning platform"
ASSIGN_COMMAND = "For marks: a course folder"
ASSIGN_COMMAND_NOTE = (
    "This command makes a course folder with the same chapters, on a computer that is prepared for grading."
)
ASSIGN_COMMAND_LINK = "Where to type it, step by step"
ASSIGN_PAST = "This day and hour are over. Is the year right?"
ASSIGN_ALL = "All links, language by language"
ASSIGN_OPENING = "Please work through this, with the exercises:"
ASSIGN_HAND_IN = "Save the notebook with your answers, and hand in the file here."
ASSIGN_DUE_TEXT = "Hand it in by: {date}"
ASSIGN_READ_DUE_TEXT = "Please be ready with it by: {date}"
ASSIGN_WITH_TIMES = "{title} (reading: {reading} min, exercises and quiz: {practice} min)"

TEACH_READING = "Reading, min"
TEACH_PRACTICE = "Practice, min"
TEACH_EXERCISES = "Exercises"
QUIZ_QUESTIONS = "Quiz questions"
TEACH_CHECKED = "Points from checks"
TEACH_BY_HAND = "Points by hand"
TEACH_TOTAL = "All chapters"
TEACH_PRACTISED = "Exercises:"
GUIDE_OF = "Style guide, in English:"
NOTES_OF_TERMS = "Terms with notes for translators:"
NOTE_OF_TERM = "Note (in English)"

DOWNLOADS_SLIDES = "Slides"
DOWNLOADS_EXERCISES = "Exercise sheet"
DOWNLOADS_ANSWERS = "Answer sheet"
DOWNLOADS_TEACHING_HOW = (
    "The quiz questions can be imported into learning platforms: XML into Moodle 4.4 or newer, GIFT into older "
    "versions and other platforms. GIFT has no questions about an order; there each step is matched with the number "
    "of its place."
)
SHEET_NAME = "Name:"
SHEET_DATE = "Date:"
SLIDES_KEYS = "Arrow keys: forwards and back. S: a second window with what to say. O: all slides. F: full screen."
SLIDES_TOUCH = "Swipe sideways or tap the arrows: forwards and back."
SLIDES_SAY = "What to say"
SLIDES_NEXT = "The next slide"
SLIDES_TIME = "Time:"
SLIDES_FIGURE = "Open the figure in the chapter"

BESIDE = "Beside the chapters"
GLOSSARY_FILTER = "Find a term"
GLOSSARY_COUNT = "Terms: {count} of {total}"
GLOSSARY_NONE = "No term has these letters. Try fewer of them, or another language."
GLOSSARY_ALSO = "Also:"
GLOSSARY_USES = "In the chapters:"
TERM_HEADING = "Term"
TERM_MEANING = "Meaning"
MAP_BUILDS_ON = "Builds on:"
MAP_READING = "Reading: {minutes} min"
MAP_PRACTICE = "Exercises and quiz: {minutes} min"
STATE_SHARE = "{share} %"
STATE_COMPLETE = "Complete. Messages: {total}"
STATE_TRANSLATED = "Translated: {translated} of {total}"
STATE_FUZZY = "To be checked: {count}"
STATE_MISSING = "Missing: {count}"
STATE_INTERFACE = "Buttons and labels"
STATE_PACKAGE = "Messages in notebooks"

RESUME = "Continue where you stopped:"
KEEP = "Keep this course on this device"
KEEP_NOTE = (
    "All its pages in this language, with pictures, figures, quizzes and search, then open without the internet. New "
    "versions are fetched when there is a connection."
)
KEEP_SIZE = "Size: {size} MB."
KEEP_PROGRESS = "Fetched: {share} %"
KEEP_KEPT = "The course is kept on this device."
KEEP_FORGET = "Remove it from this device"
KEEP_FAILED = "It could not be fetched whole, so nothing was changed. Check your connection and try again."
KEEP_NO_ROOM = "There is not enough room on this device, so nothing was changed. Free {size} MB and try again."
NOT_KEPT = "This page is not on your device"
NOT_KEPT_NOTE = "There is no internet connection now, and this page was not kept. What is kept opens here:"
SEARCH_FOUND = "Places found: {count}"
SEARCH_NOTHING = "Nothing found. Try another word, or only its beginning."
SEARCH_NEAR = "No page has “{words}”. Similar places: {count}"
SEARCH_MORE = "Show more"
SEARCH_ASKING = (
    "a about an and are can do does for from get how i in is it me my of on or should tell that the there this to use "
    "vs versus what when where which who why will with you"
)
SEARCH_FAILED = "The search could not be loaded. Check your connection and try again."
SOLVED = "I have solved this exercise"
MAP_READ = "Read: {share} %"
MAP_SOLVED = "Exercises solved: {count}"
MAP_QUIZ = "Quiz: {right} of {total}"
TALK_BACK = "Something is wrong here"
TALK_BACK_NOTE = (
    "This text says where. Copy it, add what is wrong, and send it by e-mail or messenger to whoever gave you this "
    "course, or as an issue. This page sends nothing by itself."
)
TALK_BACK_CONTACT = (
    "This text says where. Copy it, add what is wrong, and send it by e-mail to {address}, or as an issue. This page "
    "sends nothing by itself."
)
CONTACT = "The address of the project for e-mail: {address}"
EMAIL = "E-mail"
SHARE = "Share"
NAME_AND_MORE = "{name}: {more}"
WIDE_TABLE = "Table that scrolls sideways"
WIDE_FORMULA = "Formula that scrolls sideways"
WIDE_TEXT = "Text that scrolls sideways"
CREDIT = "Translation: {names}. Translated texts: {share} %"
CREDIT_MACHINE = "Translated by machine, not yet read by a native speaker. Translated texts: {share} %"

PAGES = {
    RESUME: "at the top of a page that was left before its end; the title of a section follows, as a link",
    SOLVED: "exercise on a page: beside a box to tick",
    MAP_READ: "course map: how far a reader has read a chapter on this device; {share} is a number",
    MAP_SOLVED: "course map: how many exercises the reader has ticked; {count} is a number",
    MAP_QUIZ: "course map: right answers at the first try; {right} and {total} are numbers",
    TALK_BACK: "link at the end of a section: opens a text that readers can send to report a mistake",
    TALK_BACK_NOTE: "above the text that readers can send, where the project has no e-mail address",
    TALK_BACK_CONTACT: "above the text that readers can send; {address} is the project's e-mail address",
    CONTACT: "guide for translators: to whom files can be sent; {address} is an e-mail address",
    EMAIL: "link that opens an e-mail with that text",
    SHARE: "button that gives that text to another program of the device",
    NAME_AND_MORE: "only the sign between a name and what it is about, such as the title of a section",
    WIDE_TABLE: "for screen readers: name of a box with a table that is too wide for it; its caption may follow",
    WIDE_FORMULA: "for screen readers: name of a box with a formula that is too wide for it",
    WIDE_TEXT: "for screen readers: name of a box with code or printed text that is too wide for it",
    CREDIT: "below a translated page; {names} are its translators, {share} is how much of its texts is translated",
    CREDIT_MACHINE: "below a translated page; {share} is how much of its texts is translated",
    BESIDE: "heading in the list of chapters, above course map, glossary, state of the translations and about",
    ASSIGN_LANGUAGE: "page for links: label of the list of languages",
    ASSIGN_WHERE: "page for links: above Binder, Colab, JupyterHub, download and reading; `them` are chapters",
    ASSIGN_READ: "page for links: one of the places where students open a chapter",
    ASSIGN_READ_NOTE: "page for links: what reading on the site needs",
    ASSIGN_UPLOAD: "page for links: one of the places where students open a chapter; `I` is the lecturer",
    ASSIGN_UPLOAD_NOTE: "page for links: what is below that place; `the text` is what students get to read",
    ASSIGN_UPLOAD_TEXT: "to students, in the text for the learning platform, below names of files; `here` is there",
    ASSIGN_HUB: "page for links: label of a field",
    ASSIGN_HUB_MISSING: "page for links: the field for the address is empty",
    ASSIGN_HUB_WRONG: "page for links: what was written is no address; an example follows, so no full stop after it",
    ASSIGN_NONE: "page for links: no box is ticked",
    ASSIGN_DUE: "page for links: label of a field for day and hour by which students hand in; may stay empty",
    ASSIGN_LEAVE_OUT: "page for links: unfolds lists of exercises",
    ASSIGN_LEAVE_OUT_NOTE: "page for links: above lists of exercises with boxes; a name is such as `blind-spot`",
    ASSIGN_NONE_LEFT: "page for links: somebody has ticked all exercises of a chapter to leave them out",
    ASSIGN_STILL_ALL: "page for links: a warning; {place} is the name of a place, in the nominative",
    ASSIGN_LINKS: "page for links: heading",
    ASSIGN_QR: "page for links: description of a picture; {title} is the title of a chapter",
    ASSIGN_TEXT: "page for links: heading above a text to paste into Moodle or another learning platform",
    ASSIGN_COMMAND: "page for links: heading above a command that makes a folder for assignments with marks",
    ASSIGN_COMMAND_NOTE: "page for links: above that command; a link follows",
    ASSIGN_COMMAND_LINK: "page for links: behind ASSIGN_COMMAND_NOTE, a link to the steps of the page for teachers",
    ASSIGN_PAST: "page for links: below the field for day and hour, when what was typed lies in the past",
    ASSIGN_ALL: "page for links: heading above tables with the links of all chapters",
    ASSIGN_OPENING: "to students, first line of the text for the learning platform; titles of chapters follow",
    ASSIGN_HAND_IN: "to students, in the text for the learning platform; `here` is that platform",
    ASSIGN_DUE_TEXT: "to students, in the text for the learning platform; {date} is a day and an hour",
    ASSIGN_READ_DUE_TEXT: "to students who read on the site and hand nothing in; {date} is a day and an hour",
    ASSIGN_WITH_TIMES: "to students: {title} is that of a chapter with its number, the others are numbers of minutes",
    TEACH_READING: "table for teachers: column with minutes for reading a chapter; min stands for minutes",
    TEACH_PRACTICE: "table for teachers: column with minutes for exercises and quiz",
    TEACH_EXERCISES: "table for teachers: column with the number of exercises",
    QUIZ_QUESTIONS: "heading of a column: how many there are in a chapter, or files with them",
    TEACH_CHECKED: "table for teachers: column with the points that automatic checks give",
    TEACH_BY_HAND: "table for teachers: column with the points that a person gives for written explanations",
    TEACH_TOTAL: "table for teachers: last row, with the sums",
    TEACH_PRACTISED: "for teachers, behind an objective: titles of the exercises that practise it follow",
    GUIDE_OF: "page for translators: unfolds the style guide; the name of its language follows",
    NOTES_OF_TERMS: "page for translators: unfolds a table; the number of its rows follows",
    NOTE_OF_TERM: "page for translators: heading of a column; the notes are in English",
    GLOSSARY_FILTER: "glossary: label of the field that filters the terms",
    GLOSSARY_COUNT: "glossary: how many terms are shown; {count} and {total} are numbers",
    GLOSSARY_NONE: "glossary: the filter found nothing",
    GLOSSARY_ALSO: "glossary: before other words for the same thing",
    GLOSSARY_USES: "glossary: before the titles of the chapters that use a term",
    TERM_HEADING: "table at the end of a chapter: heading above its terms",
    TERM_MEANING: "table at the end of a chapter: heading above what the terms mean",
    MAP_BUILDS_ON: "course map: before the titles of earlier chapters",
    MAP_READING: "course map: time for a chapter; {minutes} is a number",
    MAP_PRACTICE: "course map: time for the exercises and the quiz of a chapter; {minutes} is a number",
    STATE_SHARE: "state of the translations: {share} is a number, followed by the sign for per cent",
    STATE_COMPLETE: "state of the translations: everything is translated; {total} is a number",
    STATE_TRANSLATED: "state of the translations: {translated} and {total} are numbers",
    STATE_FUZZY: "state of the translations: sentences whose English changed since; {count} is a number",
    STATE_MISSING: "state of the translations: sentences not translated yet; {count} is a number",
    STATE_INTERFACE: "state of the translations: the words around the lessons",
    STATE_PACKAGE: "state of the translations: what the course's package says in a notebook",
}

QUIZ = {
    QUIZ_QUESTION: "quiz: heading of a question; {number} is its number",
    QUIZ_CHECK: "quiz: button that judges the answer",
    QUIZ_EXPLANATION: "quiz: unfolds why an answer is right or wrong",
    QUIZ_RIGHT: "quiz: beside a right answer, after the sign ✓",
    QUIZ_WRONG: "quiz: beside a wrong answer, after the sign ✗",
    QUIZ_PARTLY_RIGHT: "quiz in a learning platform: after an answer that gets some of the points",
    QUIZ_AGAIN: "quiz: after a wrong answer",
    QUIZ_MISSING: "quiz: several answers are right, and not all of them are chosen",
    QUIZ_CHOOSE: "quiz: the button was pressed and nothing is chosen",
    QUIZ_ORDER: "quiz: above a list that the reader brings into the right order, with buttons that show arrows",
    QUIZ_UP: "quiz: button, for screen readers; the text of the item follows",
    QUIZ_DOWN: "quiz: button, for screen readers; the text of the item follows",
    QUIZ_PLACE: "quiz: where an item is now; {place} and {total} are numbers, {item} is its text",
    QUIZ_RIGHT_PLACE: "quiz: where an item belongs, for readers without JavaScript; {place} is a number",
    QUIZ_YOUR_ANSWER: "quiz: before the field for a number",
    QUIZ_NO_NUMBER: "quiz: what was written is no number; {example} is one, so no full stop after it",
    QUIZ_OTHER_NUMBERS: "quiz: unfolds the explanation for every answer that has none of its own",
    QUIZ_SCORE: "quiz: below the questions; {right} and {total} are numbers",
    QUIZ_START_AGAIN: "quiz: button that forgets all answers",
    QUIZ_LOCAL: "quiz: below the questions; nothing is sent anywhere",
    QUIZ_ANSWERS: "quiz, in a PDF: heading at the end of a chapter, and link to it below the questions",
}

OWN = {
    PAPER_CONTENTS: "in a PDF: heading above the list of its sections with the numbers of their pages",
    DOWNLOADS_ALL: "page of downloads: link to a zip with pages, notebooks, the course's package, sample data and PDFs",
    DOWNLOADS_BOOK: "page of downloads: link to the PDF of all chapters",
    DOWNLOADS_SIZE: "page of downloads: size of a file, in megabytes; {size} is a number",
    DOWNLOADS_SIZE_SMALL: "page of downloads: size of a small file, in kilobytes; {size} is a number",
    DOWNLOADS_SLIDES: "page of downloads, heading of a column: the PDF of a chapter's slides",
    DOWNLOADS_EXERCISES: "page of downloads, heading of a column; title of a PDF with the exercises of a chapter",
    DOWNLOADS_ANSWERS: "page of downloads, heading of a column; title of a PDF with the answers to exercises and quiz",
    DOWNLOADS_TEACHING_HOW: "page of downloads: below the heading 'For teachers', above a table of files",
    SHEET_NAME: "sheet of exercises: before a line on which a student writes her name",
    SHEET_DATE: "sheet of exercises: before a line for a date",
    SLIDES_KEYS: "slides: on the first one, for those who show them; S, O and F are keys",
    SLIDES_TOUCH: "slides: on the first one, on a phone; in place of the keys",
    SLIDES_SAY: "slides, window of whoever speaks: heading of the notes",
    SLIDES_NEXT: "slides, window of whoever speaks: heading of the slide that follows",
    SLIDES_TIME: "slides, window of whoever speaks: before minutes and seconds since the window was opened",
    SLIDES_FIGURE: "slides: link to a figure that moves, on the page of the chapter",
    DOWNLOADS_NONE: "page of downloads, where a site is built without them",
    LANDING_TAGLINE: "on the landing page: its largest words, and the title of the page",
    LANDING_READ: "on the landing page: the link into this edition",
    LANDING_FREE: "on the landing page",
    LANDING_LEAD: "on the landing page, below its largest words",
    LANDING_RUN: "on the landing page: link to the page about running the course",
    LANDING_STILL: "on the landing page: box to tick that stops the moving picture of a network",
    LANDING_FIGURE: "on the landing page, below the moving picture of a network",
    LANDING_ABLE: "on the landing page: heading above five things that readers can do after the course",
    **dict.fromkeys(LANDING_GOALS, "on the landing page: something that readers can do after the course"),
    LANDING_CHAPTERS: "on the landing page: heading above the titles of the chapters",
    LANDING_LEARNERS: "on the landing page: heading",
    LANDING_LEARNERS_TEXT: "on the landing page, for learners",
    LANDING_TEACHERS: "on the landing page: heading",
    LANDING_TEACHERS_TEXT: "on the landing page, for teachers; nbgrader is the name of a program",
    LANDING_TRANSLATORS: "on the landing page: heading",
    LANDING_TRANSLATORS_TEXT: "on the landing page, for translators",
    LANDING_OFFLINE: "on the landing page: heading",
    LANDING_OFFLINE_TEXT: "on the landing page, for readers without internet",
    LANDING_SHARE: "on the landing page, of an edition that still has English parts; {share} is a number",
    DESCRIPTION: "for search engines",
    KEEP: "at the foot of every page: unfolds what follows; and the button there",
    KEEP_NOTE: "at the foot of every page, before the button that keeps the course for reading without internet",
    KEEP_SIZE: "behind the sentences before; {size} is a number",
    KEEP_PROGRESS: "while the course is fetched to be kept; {share} is a number",
    KEEP_KEPT: "when the course is kept",
    KEEP_FORGET: "button: what was kept is removed",
    KEEP_FAILED: "when the course could not be fetched to be kept",
    KEEP_NO_ROOM: "when the device has no room for the course; {size} is a number",
    NOT_KEPT: "title of the page that is shown without internet in the place of one that is not kept",
    NOT_KEPT_NOTE: "below that title; links to all chapters and the course map follow",
    SEARCH_FOUND: "search page, above the results; {count} is a number",
    SEARCH_NOTHING: "search page, in the place of results",
    SEARCH_NEAR: "search page, above results like what was asked for; {words} is what is misspelt, {count} a number",
    SEARCH_MORE: "search page, button below the first results",
    SEARCH_ASKING: "words, with blanks or 、 between them, that readers type besides what they look for, and that the "
    "search leaves out: those of questions in this language",
    SEARCH_FAILED: "search page, where its index does not load",
    NOT_FOUND: "page for addresses that lead nowhere",
    NOT_FOUND_START: "page for addresses that lead nowhere: link to the first page",
    OTHER_LANGUAGES: "label of the language switcher",
    SHARE_TRANSLATED: "above a page that still has English parts; {share} is a number",
    SET_UP_COMMENT: "comment in the first code cell of a notebook",
    SET_UP_PYTHON: "said in the first cell of a notebook; {wanted} and {found} are versions, such as 3.11",
    SET_UP_PACKAGES: "said in the first cell of a notebook; {command} is a line of code that installs packages",
    SET_UP_WHEEL: "said in the first cell without a network; {file} is the name of a file, {address} where it lies",
    SET_UP_NAMED: "said in the first cell; POLYNEURON_WHEEL is an environment variable, {place} what it holds",
    SET_UP_FOLDER: "said in the first cell; POLYNEURON_CACHE is an environment variable, {folder} a folder",
    SHOW_CODE: "button above a folded code cell",
    HIDE_CODE: "button above an unfolded code cell",
    EXERCISE_TITLE: "title of an exercise; {number} is its number, {title} its own title",
    PREDICT: "kind of an exercise: say what will come out before you run it",
    CHANGE: "kind of an exercise: change one thing in what is there",
    WRITE: "kind of an exercise: write some lines of code",
    EXPLAIN: "kind of an exercise: show and explain in words",
    MINUTES: "below the title of an exercise: the time that it takes; {minutes} is a number",
    POINTS: "below the title of an exercise: the points that it gives; {points} is a number",
    HINT: "on a folded box in an exercise",
    SHOW_SOLUTION: "button above the folded solution of an exercise",
    HIDE_SOLUTION: "button above the unfolded solution of an exercise",
    MODEL_ANSWER: "on a folded box below an exercise that asks for an explanation",
    WRITE_EXPLANATION: "in a notebook: what the learner replaces by a text of his or her own",
}

GRADING = {
    GRADING_TOO_LONG: "marked notebook: in the place of a cell's output",
    GRADING_DIED: "marked notebook: in the place of a cell's output",
    GRADING_NOT_PASSED: "marked notebook: in the place of a check's output, when the code it checks stopped it",
    GRADING_SCORE: "marked notebook: what an exercise, or all of them, got; {points} and {total} are numbers",
    GRADING_NOT_MARKED: "marked notebook: above an explanation that nobody has read yet; {total} is a number",
    GRADING_PENALTY: "marked notebook: at its top; {points} is a number",
    GRADING_ANSWER: "marked notebook: above what the student wrote",
    GRADING_COMMENT: "marked notebook: before what the teacher wrote about an answer",
    GRADING_NO_ANSWER: "marked notebook: comment below an answer that was left as it was given",
    GRADING_GOT: "marked notebook: heading of the column with the points that each exercise got, in a table at its top",
    GRADING_POSSIBLE: "marked notebook: heading of the column with all points of each exercise, in a table at its top",
    GRADING_PARTLY: "marked notebook: points of an exercise, part of which nobody has read yet; both are numbers",
    CHECKED_LATER: "assignment: printed below an answer, where the teacher chose that students do not see the check",
    TABLE_TITLE: "heading above a table of the points of an assignment, for teachers and students",
    TABLE_EXERCISE: "table of points: heading of the column with the titles of the exercises",
    TABLE_NUMBER: "table of points: heading of the column with the number of each exercise in its chapter",
    TABLE_NAME: "table of points: heading of the column with the exercise's name in commands, such as blind-spot",
    TABLE_KIND: "table of points: heading of a column, which says Predict, Change, Write, Explain",
    TABLE_MINUTES: "table of points: heading of the column with the minutes that an exercise takes",
    TABLE_POINTS: "table of points: heading of the column with all points of an exercise",
    TABLE_BY_CHECK: "table of points: heading of the column with the points that the program gives",
    TABLE_BY_HAND: "table of points: heading of the column with the points that the teacher gives for an explanation",
    TABLE_TOTAL: "table of points: in the last row, which adds the others up",
}

LAUNCHING = {
    LAUNCH: "button below the title of a chapter: opens the menu of places where its notebook runs",
    LAUNCH_BINDER: "launch menu: what Binder is; below its name",
    LAUNCH_COLAB: "launch menu: what Colab is; below its name",
    LAUNCH_HUB: "launch menu: what JupyterHub is; below its name",
    LAUNCH_DOWNLOAD: "launch menu: a link that downloads the notebook",
    LAUNCH_DOWNLOAD_NOTE: "launch menu: below the link that downloads the notebook",
    LAUNCH_OWN: "launch menu: heading above two commands",
    LAUNCH_OWN_NOTE: "launch menu: above two commands",
    LAUNCH_ELSEWHERE: "launch menu: before the same link to a second place",
    LAUNCH_MORE: "launch menu: link to the page about running the course",
    BRANCH_INTRO: "on the git host, above the table of notebooks; {address} is that of the first page",
    BRANCH_CHAPTER: "on the git host: heading of the column with the titles of the chapters",
    BRANCH_READ: "on the git host: heading and links of a column, opens a notebook with its results",
    READING_ALT: "on the git host, below a plot: unfolds its description",
    READING_QUIZ: "on the git host: link in the place of the quiz",
}

COPY_BUTTON = {
    "Copy": "button beside a code cell",
    "Copied!": "after a click on the button",
    "Failed to copy": "after a click on the button",
}

THEMES = {
    "Search": "button, and heading of the search page",
    "Please activate JavaScript to enable the search functionality.": "search page, where scripts do not run",
    "Search this course": "label of the search field",
    "Skip to main content": "link for keyboard users, first on every page",
    "Back to top": "button",
    "Contents": "heading of the list of sections on the right",
    "On this page": "label of the list of sections, for screen readers",
    "Site navigation": "label of the navigation, for screen readers",
    "Section Navigation": "label of the list of chapters, for screen readers",
    "previous": "link to the page before",
    "next": "link to the page after",
    "Table of Contents": "list of chapters",
    "Color mode": "button that chooses between light and dark",
    "Light": "colour mode",
    "Dark": "colour mode",
    "System Settings": "colour mode: as the reader's device is set",
    "Source repository": "button that opens the project's repository",
    "Open an issue": "button that opens the project's list of issues",
    "© Copyright %(copyright)s.": "in the footer; %(copyright)s is a year",
}

SPHINX = {
    "Note": "title of a box",
    "Tip": "title of a box",
    "Important": "title of a box",
    "Warning": "title of a box",
    "Caution": "title of a box",
    "See also": "title of a box",
    "Fig. %s": "caption of a figure; %s is its number",
    "Table %s": "caption of a table; %s is its number",
    "Link to this heading": "tooltip of the sign beside a heading",
    "Link to this image": "tooltip of the sign beside a figure",
    "Link to this table": "tooltip of the sign beside a table",
    "Link to this definition": "tooltip of the sign beside a definition",
    "Link to this equation": "tooltip of the sign beside a formula",
    "Permalink to this equation": "tooltip of the sign beside a formula",
    "Link to this code": "tooltip of the sign beside a block of code",
}

ALL = {**OWN, **GRADING, **LAUNCHING, **PAGES, **QUIZ, **COPY_BUTTON, **THEMES, **SPHINX}
"""English text → where a reader meets it."""


def interface_messages() -> list[Message]:
    """Every interface text, in the form in which catalogues take them."""
    return [Message(INTERFACE_ROLE, text, 0, "", note=place) for text, place in ALL.items()]
