"""Files that were just made -> proof that they say what their sources say, before anybody gets them."""

from collections.abc import Sequence

from briefing.errors import CheckError, UnprovenError
from briefing.model.artifact import Artifact
from briefing.model.document import Document
from briefing.pipeline.assembly import Assembly

_FEW = 3
"""Things that do not hold, named in one message."""
_HINT = (
    "this is a fault of Briefing and not of your sources: please report it with the lines above; --no-verify writes the"
    " files as they are"
)


def prove(artifacts: Sequence[Artifact], document: Document, assembly: Assembly) -> None:
    """Check each DOCX, PDF and web page against what it was made from; raises UnprovenError for one that does not hold.

    The bytes are read back as from a stranger. The sources and their sentences are those that were just read.
    """
    made = [artifact for artifact in artifacts if artifact.format in {"docx", "pdf", "html"}]
    if not made:
        return
    # Imported here: a build without such files, or with --no-verify, does without.
    from briefing.verify.check import check_made
    from briefing.verify.ground import make_ground
    from briefing.verify.report import Report, list_faults

    def check(artifact: Artifact) -> Report:
        analysis = assembly.analysis
        return check_made(
            artifact.data, artifact.name, document.record,
            lambda record: make_ground(record, analysis.sources, analysis.sentences, assembly.pack),
        )  # fmt: skip

    for artifact in made:
        try:
            faults = list_faults(check(artifact))
        except CheckError as problem:
            faults = [problem.message]
        if faults:
            more = f" (and {len(faults) - _FEW} more)" if len(faults) > _FEW else ""
            told = "; ".join(faults[:_FEW])
            message = f"the brief that was made does not prove itself, so nothing was written: {told}{more}"
            raise UnprovenError(message, place=artifact.name, hint=_HINT)
