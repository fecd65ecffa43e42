"""The words of a page that are no part of the report: prompts, credits, bylines, provenance, labels, leftover markup.

Reading asks it about whole blocks, analysis about single sentences. Patterns are anchored and bounded: losing a real
sentence is worse than keeping a stray line.
"""

import re
from typing import TypeAlias

from briefing.model.source import AsideReason

_MOST_WORDS = 45

_MEDIUM = r"(?:article|story|report|post|piece|essay|column|interview|dispatch|op-ed)"
_NAME = r"(?:[A-ZÀ-Þ][\w.'’&-]*|[A-Z]\.)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_CREDITED = r"(?:[A-ZÀ-Þ/|&][\w.'’/&|-]*,?|of|the|for|via|and)"
_REPORTING = rf"(?:{_NAME}[,;]?|and|in|at|by|for|(?i:editing|writing|additional|reporting))"
_AGENCY = r"(?:Getty(?:\sImages)?|Reuters|REUTERS|AFP|AP|EPA|TASS|Sputnik|Xinhua|KCNA|Yonhap|Shutterstock|Alamy|iStock|Unsplash|Pool)"

_VIA = re.compile(
    rf"(?:This\s{_MEDIUM}\s(?:(?:was|is|has\sbeen)\s)?)?"
    r"(?:(?i:initially|originally|first)\s(?:covered|published|reported|posted|printed|released|appeared|ran)"
    r"|(?i:re-?published|reprinted|reproduced|adapted)(?:\swith(?:\sthe)?(?:\skind)?\spermission)?)"
    r"\s(?:by|in|on|at|from|of|for)\s(?P<via>[^;:?!]{2,80}?)"
    r"(?:,?\s(?:and\s(?:is|has)|on\s|in\s(?=[A-Z]?[a-z]*\s?\d)|under|with|where|as)\b.*)?\.?"
)
_SOURCE = re.compile(
    rf"(?:Source|Via|Originally\sfrom)\s?:\s?(?P<via>{_NAME}(?:\s(?:{_NAME}|of|the|and|for)){{0,6}})\.?"
)


def _compile(*patterns: str) -> re.Pattern[str]:
    """Join patterns into one that must match a whole text."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_MARKUP = _compile(
    r"(?:<[^<>]{1,2000}>\s?)+(?:[^<>]{0,80}</\w+>)?",
    r"!?\[[^\]]{0,300}\]\([^()\s]{1,500}\)",
    r"(?:https?://|www\.)\S+",
)
_PROMPT = _compile(
    r"(?i:read|see|find|learn|discover)\s(?i:more)\b(?:\s(?i:about|on|at|here|from|in|stories|like)\b.*|\s?[:>»→].*|\.{0,3})",
    r"(?i:read|see|also\sread|read\salso|see\salso|read\snext|more\son\sthis|more\son\sthis\s\w+|further\sreading)\s?:.*",
    r"(?i:related)\s(?i:articles?|stor(?:y|ies)|coverage|content|posts?|news|links?|topics?|reading|video)\b[^.!?]{0,200}\W*",
    r"(?i:(?:please\s)?sign\sup|subscribe)(?:\s(?i:now|here|today)|\s(?i:to|for)\s(?:\S+\s){0,8}?(?i:newsletters?|updates?|alerts?|emails?|podcast|channel|digest|briefings?|inbox|feed|magazine)\b.*|\W*)",
    r"(?i:follow|like|find|join)\s(?:us|him|her|them|me|@\w+|[A-Z][\w\s]{1,40}?)\s(?i:on)\s(?i:twitter|x|facebook|instagram|telegram|whatsapp|linkedin|youtube|social\smedia|threads|mastodon|bluesky)\b.*",
    r"(?i:share)(?:\s(?i:this|on|via)(?:\s(?i:article|story|page|post|link|on|via|twitter|facebook|x|email|whatsapp))+.*|\W*)",
    r"(?i:click|tap)\s(?i:here|the\slink|on\sthe\slink|to\s(?:read|see|watch|subscribe|share))\b.*",
    r"(?i:download|get)\s(?:the|our|\S+['’]s)\s(?:\S+\s){0,3}?(?i:app|newsletter|e-?book)\b.*",
    r"(?i:get|have|receive)\s.{0,80}\b(?i:in|to|straight\sto|delivered\sto)\s(?i:your\s(?:inbox|e?-?mail))\b.*",
    r"(?i:watch|listen|video|audio|gallery|in\spictures|podcast|live)\s?:.{0,200}",
    r"(?i:watch|listen\sto|play)\s(?i:the|this)\s(?i:video|episode|podcast|audio|interview|live)\b.*",
    r"(?i:advertisement|sponsored(?:\scontent)?|promoted|story\scontinues(?:\sbelow)?(?:\sadvertisement)?|continue\sreading)\W*",
    r"(?i:skip\sto\s(?:main\s)?content|back\sto\stop|print(?:\sthis(?:\spage)?)?|e-?mail(?:\sthis)?|share|comments?|leave\sa\s(?:comment|reply)|menu|search|home|next|previous)\W*",
    r"(?i:support\sour\sjournalism|donate|make\sa\sdonation|become\sa\smember)\b.*",
    r"(?i:you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested\sin)|recommended(?:\sfor\syou)?|most\s(?:read|popular)|trending(?:\snow)?|editors?['’]?s?\spicks?|don['’]t\smiss|more\sfrom)\b[^.!?]{0,60}\W*",
    r"(?i:please\senable\sjavascript|this\ssite\suses\scookies|we\suse\scookies)\b.*",
)
_CREDIT = _compile(
    r"\(?(?i:file\s)?(?i:photos?|photographs?|pictures?|images?|illustrations?|graphics?|video|screenshot|map)(?:\s(?i:credits?|source|courtesy))?\s?[:/|].{0,300}",
    rf"\(?(?i:photos?|photographs?|pictures?|images?|illustrations?)\s(?i:by|via|courtesy\sof|credit)(?:\s{_CREDITED})+",
    rf"(?i:credits?)\s?:.{{1,150}}|(?i:courtesy)(?:\s{_CREDITED})+",
    r"(?:The|This|A)\s(?i:photo|photograph|picture|image)\b[^.]{0,120}\b(?i:was|is|has\sbeen)\s(?i:credited\sto|courtesy\sof)\b.{0,200}",
    rf"\(?(?:\S+\s){{0,7}}?\S*[/|©]\s?{_AGENCY}(?:\s(?i:photo|images|pool))?(?:/[\w\s.]{{1,40}})?(?:\svia\s[\w\s/]{{1,40}})?\)?\.?",
    r"\(?(?:AP|AFP|EPA|Reuters|REUTERS)\s?(?:Photo)?/[^.]{1,80}\)?\.?",
    r"(?:©|\(c\)|(?i:copyright))\s.{1,200}",
    r"(?i:all\srights\sreserved)\W*",
)
_BYLINE = _compile(
    rf"(?i:by|written\sby|from|story\sby|words\sby):?\s{_NAME}(?:\s{_NAME}){{1,4}}(?:(?:,|\sand|\s&|,\sand|\s\||\s[-–—]|\s/)\s(?:{_NAME}|of|for|the|in|at|staff|\d[\w:]*)(?:\s(?:{_NAME}|of|for|the|in|at|\d[\w:,]*))*)*\.?",
    rf"(?i:published|updated|last\s(?:updated|modified)|posted|first\spublished|date|modified)(?:\s(?i:on|at))?\s?:?\s(?:\w+,?\s)?{_DAY}(?:,?\s(?:at\s)?\d.{{0,30}})?\W*",
    rf"(?:{_NAME}(?:\s{_NAME}){{0,3}},\s){{0,2}}(?:\w+day,\s)?{_DAY}(?:,?\s(?:at\s)?\d{{1,2}}[:.]\d{{2}}.{{0,20}})?\.?",
    rf"\(?(?i:additional\s)?(?:R|r)eporting\sby(?:\s{_REPORTING}){{1,30}}\)?\.?",
    rf"(?i:(?:with\s)?thanks\sto)\s{_NAME}(?:\s[\w.'’&,-]+){{0,20}}?\sfor\s(?i:contributing|contributions?|reporting|additional|help|research|the\s(?:tip|link|photo)).{{0,80}}",
    rf"{_NAME}(?:,?\s(?:{_NAME}|and|in|of)){{0,14}}\s(?i:contributed|contributed\sreporting)\s(?i:to\sthis\s){_MEDIUM}\.?",
    r"\d{1,2}\s(?i:min(?:ute)?s?\.?)\s(?i:read)\W*",
)
_LABEL = _compile(
    r"(?i:check\sagainst\s(?:delivery|delivered\stext)|(?:for\s)?immediate\srelease|for\simmediate\srelease|as\s(?:delivered|prepared\sfor\sdelivery)|embargoed?\s(?:until|till)\b.{1,60}|not\sfor\s(?:publication|distribution))\W*",
    r"(?i:tags?|topics?|keywords?|categor(?:y|ies)|filed\sunder|contact|media\scontacts?|press\scontacts?|section|share)\s?:(?:\s.{0,200})?",
    r"(?i:additional\scoverage|table\sof\scontents|contents|key\s(?:points|takeaways|facts)|highlights|summary|background|analysis|opinion|commentary|explainer|breaking(?:\snews)?|exclusive|developing(?:\sstory)?|news|world|politics|transcript|press\srelease|at\sa\sglance|fast\sfacts|in\sthis\s(?:article|story|issue)|references|notes|footnotes|sources|bibliography|appendix|editor['’]?s\snote)\s?:?",
)
_END_OF_PAGE = re.compile(r"[-–—*]\s?30\s?[-–—*]|[-–—*]?\s?ENDS?\s?[-–—*]?")

_Table: TypeAlias = tuple[tuple[AsideReason, re.Pattern[str]], ...]
_REASONS: _Table = (
    ("markup", _MARKUP),
    ("provenance", _VIA),
    ("provenance", _SOURCE),
    ("prompt", _PROMPT),
    ("credit", _CREDIT),
    ("byline", _BYLINE),
    ("label", _LABEL),
)


def fold_space(text: str) -> str:
    """Write every run of white space as one space."""
    return " ".join(text.split())


def is_separator(text: str) -> bool:
    """Say whether a text is a rule or an end mark of the page: no letters or digits, or "-30-" or "ENDS"."""
    return not any(letter.isalnum() for letter in text) or _END_OF_PAGE.fullmatch(text.strip()) is not None


def name_aside(text: str) -> AsideReason | None:
    """Tell why a block or sentence is part of the page and not of the report; None when it is not plainly so.

    Long texts are never part of the page.
    """
    line = fold_space(text)
    if is_separator(line):
        return "separator"
    if line.count(" ") >= _MOST_WORDS:
        return None
    return next((reason for reason, pattern in _REASONS if pattern.fullmatch(line)), None)


def find_via(text: str) -> str | None:
    """Return whose reporting a sentence says the whole text is, as in "This report was initially covered by NAME."

    The subject must be the document itself: what is said of a claim or of another report gives None.
    """
    line = fold_space(text)
    match = _VIA.fullmatch(line) or _SOURCE.fullmatch(line)
    return match["via"].strip(" .,") if match else None
