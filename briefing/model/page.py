"""The words of a page that are no part of the report: prompts, credits, bylines, provenance, labels, leftover markup.

Reading asks it about whole blocks, analysis about single sentences. Each pattern must match a whole line, white space
folded: losing a real sentence is worse than keeping a stray line.
"""

import re
from typing import TypeAlias

from briefing.model.marks import fold_space
from briefing.model.source import AsideReason

_MOST_WORDS = 45
_MEDIUM = r"(?:article|story|report|post|piece|essay|column|interview|dispatch|op-ed)"
_NAME = r"(?:[A-ZÀ-Þ][\w.'’&-]*)"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,4}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_MONTH} {_NUMBER},? \d{{4}}|{_NUMBER} {_MONTH},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_HOUR = r"(?:,? (?:at )?\d{1,2}[:.]\d{2}.{0,20})"
_AGENCY = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AFP|AP|EPA|TASS|Sputnik|Xinhua|KCNA|Yonhap|Shutterstock|Alamy|iStock|Pool)"
)
_CREDITED = r"(?:[A-ZÀ-Þ/|&][\w.'’/&|-]*,?|of|the|for|via|and)"
_DESK = rf"(?:{_NAME}[,;]?|and|in|at|by|for|editing|writing|additional|reporting)"
_SITE = r"(?:twitter|x|facebook|instagram|telegram|whatsapp|linkedin|youtube|social media|threads|mastodon|bluesky)"
_LETTER = r"(?:newsletters?|updates?|alerts?|e-?mails?|podcast|channel|digest|briefings?|inbox|feed|magazine)"
_TO_LETTER = rf" (?:to|for) (?:\S+ ){{0,8}}?{_LETTER}\b.*"
_PICTURE = r"(?:photos?|photographs?|pictures?|images?|illustrations?)"


def _compile(*patterns: str) -> re.Pattern[str]:
    """Join patterns into one that must match a whole line."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_MARKUP = _compile(
    r"(?:<[^<>]{1,2000}> ?)+(?:[^<>]{0,80}</\w+>)?",
    r"!?\[[^\]]{0,300}\]\([^()\s]{1,500}\)",
    r"(?:https?://|www\.)\S+",
)
_VIA = _compile(
    rf"(?:This {_MEDIUM} (?:(?:was|is|has been) )?)?"
    r"(?:(?i:initially|originally|first) (?:covered|published|reported|posted|printed|released|appeared|ran)"
    r"|(?i:re-?published|reprinted|reproduced|adapted)(?: with(?: the)?(?: kind)? permission)?)"
    r" (?:by|in|on|at|from|of|for) (?P<via>[^;:?!]{2,80}?)"
    r"(?:,? (?:and (?:is|has)|on |in (?=[A-Z]?[a-z]* ?\d)|under|with|where|as)\b.*)?\.?"
)
_SOURCE = _compile(rf"(?:Source|Via|Originally from) ?: ?(?P<via>{_NAME}(?: (?:{_NAME}|of|the|and|for)){{0,6}})\.?")
_PROMPT = _compile(
    r"(?:read|see|find|learn|discover) more(?: (?:about|on|at|here|from|in|stories|like)\b.*| ?[:>»→].*|\W*)",
    r"(?:read|see|also read|read also|see also|read next|more on this(?: \w+)?|further reading) ?:.*",
    r"more on this (?:story|topic|subject|article)\W*",
    r"related (?:articles?|stor(?:y|ies)|coverage|content|posts?|news|links?|topics?|reading|video)\b[^.!?]{0,200}\W*",
    rf"(?:please )?(?:sign up|subscribe)(?: (?:here|now|today))?(?:{_TO_LETTER}|\W*)",
    rf"(?:follow|like|find|join) (?:us|him|her|them|me|@\w+|[a-z][\w ]{{1,40}}?) on {_SITE}\b.*",
    rf"share(?: (?:this|on|via|article|story|page|post|link|{_SITE}|e-?mail))*\W*",
    r"(?:click|tap) (?:here|the link|on the link|to (?:read|see|watch|subscribe|share))\b.*",
    r"(?:download|get) (?:the|our|\S+['’]s) (?:\S+ ){0,3}?(?:app|newsletter|e-?book)\b.*",
    r"(?:get|have|receive) .{0,80}\b(?:in|to|straight to|delivered to) your (?:inbox|e?-?mail)\b.*",
    r"(?:watch|listen|video|audio|gallery|in pictures|podcast|live) ?:.{0,200}",
    r"(?:watch|listen to|play) (?:the|this) (?:video|episode|podcast|audio|interview|live)\b[^.]{0,60}\W*",
    r"(?:advertisement|sponsored(?: content)?|promoted|story continues(?: below)?(?: advertisement)?)\W*",
    r"(?:continue reading|skip to (?:main )?content|back to top|print(?: this(?: page)?)?|e-?mail(?: this)?)\W*",
    r"(?:comments?|leave a (?:comment|reply)|menu|search|home|next|previous)\W*",
    r"(?:support our journalism|donate(?: (?:now|today|here))?|make a donation|become a member)\W*",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you)?|trending(?: now)?)\W*",
    r"(?:most (?:read|popular)|editors?['’]?s?['’]? picks?|don['’]t miss|more from [^.!?]{1,40})\W*",
    r"(?:please enable javascript|this site uses cookies|we use cookies)\b.*",
)
_CREDIT = _compile(
    rf"\(?(?i:(?:file )?(?:{_PICTURE}|graphics?|video|screenshot|map)(?: (?:credits?|source|courtesy))?) ?"
    r"[:/|].{0,300}",
    rf"\(?(?i:{_PICTURE} (?:by|via|courtesy of|credit))(?: {_CREDITED})+",
    r"(?i:credits?) ?:.{1,150}",
    rf"(?i:courtesy)(?: {_CREDITED})+",
    rf"(?:The|This|A) {_PICTURE}\b[^.]{{0,120}}\b(?:was|were|is|are|has been) (?:credited to|courtesy of)\b.{{0,200}}",
    rf"\(?(?:\S+ ){{0,7}}?\S*[/|©] ?{_AGENCY}"
    r"(?: (?i:photo|images|pool))?(?:/[\w .]{1,40})?(?: via [\w /]{1,40})?\)?\.?",
    r"\(?(?:AP|AFP|EPA|Reuters|REUTERS) ?(?:Photo)?/[^.]{1,80}\)?\.?",
    rf"(?:{_AGENCY}(?: (?i:photo|images|pool))?)",
    r"(?:©|\([cC]\)|(?i:copyright) (?:©|\d{4}|by\b)) ?.{0,200}",
    r"(?i:all rights reserved)\W*",
)
_BYLINE = _compile(
    rf"(?i:by|written by|story by|words by):? {_NAMES}"
    rf"(?:(?:,| and| &| \|| [-–—/]|, and)(?: (?:{_NAME},?|of|for|the|in|at|and|staff|\d[\w:,]*)){{1,12}})?\.?",
    rf"(?i:(?:first )?published|(?:last )?(?:updated|modified)|posted|date)(?: on| at)? ?:?"
    rf" (?:\w+, )?{_DAY}{_HOUR}?\W*",
    rf"(?:{_NAMES}, ){{0,2}}(?:\w+day, )?{_DAY}{_HOUR}?\.?",
    rf"\(?(?i:(?:additional )?reporting by)(?: {_DESK}){{1,30}}\)?\.?",
    rf"(?i:(?:with )?thanks to) {_NAMES}[^.]{{0,120}}? for"
    r" (?i:contributing|contributions?|(?:additional )?reporting)\b.{0,80}",
    rf"{_NAME}(?:,? (?:{_NAME}|and|in|of)){{0,14}} contributed(?: reporting)? to this {_MEDIUM}\.?",
    r"(?:END )?\d{1,2}[:.]\d{2} ?(?i:[ap]\.?m\.?)(?: [A-Z]{2,4})?",
    r"\d{1,2}[ -](?i:min(?:ute)?s?\.?) (?i:read)\W*",
)
_LABEL = _compile(
    r"(?:check against (?:delivery|delivered text)|(?:for )?immediate release|as (?:delivered|prepared))\W*",
    r"(?:embargoed (?:until|till)\b.{1,60}|not for (?:publication|distribution)\W*)",
    r"(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|(?:media |press )?contacts?|section) ?:.{0,200}",
    r"(?:additional coverage|(?:table of )?contents|key (?:points|takeaways|facts)|highlights|summary|background) ?:?",
    r"(?:analysis|opinion|commentary|explainer|breaking(?: news)?|exclusive|developing(?: story)?|news|world) ?:?",
    r"(?:politics|transcript|press release|at a glance|fast facts|in this (?:article|story|issue)) ?:?",
    r"[\[(](?:applause|laughter|inaudible|crosstalk|cheers(?: and applause)?|pause)\.?[\])]\.?",
    r"(?:editor['’]?s note|references|notes|footnotes|sources|bibliography|appendix) ?:?",
)
_CAPTION = re.compile(
    r".{10,400}[.!?…)][\"'”’]? "
    rf"(?:\((?i:{_PICTURE}|AP|AFP|Reuters)\b[^)]{{1,120}}\)\.?"
    rf"|(?:{_NAME}[ /|]+){{0,5}}{_AGENCY}(?: (?i:photo|images|pool))?)"
)
_DATELINE = re.compile(
    rf"(?i:(?:(?:first )?published|posted|date)(?: on| at)? ?:? (?:\w+, )?|(?:{_NAMES}, ){{0,2}}(?:\w+day, )?)"
    rf"(?P<date>{_DAY}){_HOUR}?\W*"
)
_END_OF_PAGE = re.compile(r"[-–—*] ?30 ?[-–—*]|[-–—*]? ?ENDS? ?[-–—*]?")

_Table: TypeAlias = tuple[tuple[AsideReason, re.Pattern[str], bool], ...]
_REASONS: _Table = (
    ("markup", _MARKUP, False),
    ("provenance", _VIA, False),
    ("provenance", _SOURCE, False),
    ("prompt", _PROMPT, True),
    ("credit", _CREDIT, False),
    ("byline", _BYLINE, False),
    ("label", _LABEL, True),
)
"""Reason, pattern, and whether it is held against the line in lower case: ignoring case takes long to compile."""


def is_separator(text: str) -> bool:
    """Say whether a text is a rule or an end mark of the page: no letters or digits, or "-30-" or "ENDS"."""
    return not any(letter.isalnum() for letter in text) or _END_OF_PAGE.fullmatch(text.strip()) is not None


def name_aside(text: str) -> AsideReason | None:
    """Tell why a block or sentence is part of the page and not of the report; None when it is not plainly so.

    Long texts are never part of the page.
    """
    line = fold_space(text).strip()
    if is_separator(line):
        return "separator"
    if line.count(" ") >= _MOST_WORDS:
        return None
    low = line.lower()
    return next((reason for reason, pattern, lower in _REASONS if pattern.fullmatch(low if lower else line)), None)


def is_caption(text: str) -> bool:
    """Say whether a whole block is the caption of a picture: it ends in the picture's credit, without an end mark."""
    line = fold_space(text).strip()
    return line.count(" ") < _MOST_WORDS and _CAPTION.fullmatch(line) is not None


def find_date(text: str) -> str | None:
    """Return the date of a line that says when the text was published, as it is written there."""
    match = _DATELINE.fullmatch(fold_space(text).strip())
    return match["date"] if match else None


def find_via(text: str) -> str | None:
    """Return whose reporting a sentence says the whole text is: "This report was initially covered by NAME".

    The subject must be the document itself: what is said of a claim or of another report gives None.
    """
    line = fold_space(text).strip()
    match = _VIA.fullmatch(line) or _SOURCE.fullmatch(line)
    return match["via"].strip(" .,") if match else None
