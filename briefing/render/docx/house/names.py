"""Names of Word's own styles as files have them: Word itself writes English, other programs and people their own."""

_GERMAN = {
    "title": "titel", "subtitle": "untertitel", "heading 1": "überschrift 1", "heading 2": "überschrift 2",
    "heading 3": "überschrift 3", "body text": "textkörper", "quote": "zitat", "list bullet": "aufzählungszeichen",
    "list number": "listennummer", "header": "kopfzeile", "footer": "fußzeile", "caption": "beschriftung",
    "footnote text": "fußnotentext", "footnote reference": "fußnotenzeichen", "emphasis": "hervorhebung",
    "strong": "fett", "toc heading": "inhaltsverzeichnisüberschrift", "toc 1": "verzeichnis 1",
    "toc 2": "verzeichnis 2",
}  # fmt: skip
_FRENCH = {
    "title": "titre", "subtitle": "sous-titre", "heading 1": "titre 1", "heading 2": "titre 2",
    "heading 3": "titre 3", "body text": "corps de texte", "quote": "citation", "list bullet": "liste à puces",
    "list number": "liste à numéros", "header": "en-tête", "footer": "pied de page", "caption": "légende",
    "footnote text": "note de bas de page", "footnote reference": "appel note de bas de p.",
    "hyperlink": "lien hypertexte", "emphasis": "accentuation", "strong": "élevé",
    "toc heading": "en-tête de table des matières", "toc 1": "tm 1", "toc 2": "tm 2",
}  # fmt: skip
_SPANISH = {
    "title": "título", "subtitle": "subtítulo", "heading 1": "título 1", "heading 2": "título 2",
    "heading 3": "título 3", "body text": "texto independiente", "quote": "cita", "list bullet": "lista con viñetas",
    "list number": "lista con números", "header": "encabezado", "footer": "pie de página", "caption": "descripción",
    "footnote text": "texto nota pie", "footnote reference": "ref. de nota al pie", "hyperlink": "hipervínculo",
    "emphasis": "énfasis", "strong": "texto en negrita", "toc heading": "título de tdc", "toc 1": "tdc 1",
    "toc 2": "tdc 2",
}  # fmt: skip
_OTHERS = {"footnote anchor": "footnote reference", "internet link": "hyperlink", "text body": "body text"}
"""What LibreOffice calls some of them."""

_ENGLISH = {
    local: english for names in (_GERMAN, _FRENCH, _SPANISH) for english, local in names.items()
} | _OTHERS  # fmt: skip


def list_names(name: str, aliases: str) -> list[str]:
    """Return every name under which a style may be asked for, in small letters, its own first.

    A name may hold several, parted by commas; the last are those that a localised name stands for.
    """
    own = [each.strip().lower() for each in f"{name},{aliases}".split(",") if each.strip()]
    return list(dict.fromkeys([*own, *(_ENGLISH[each] for each in own if each in _ENGLISH)]))
