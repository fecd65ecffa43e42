"""From a dossier to the finished files of its brief, and the manifest of this edition beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing import __version__
from briefing.compose.document import build_document
from briefing.compose.edition import describe_edition
from briefing.compose.omissions import find_omitted
from briefing.distribute.manifest import make_manifest
from briefing.errors import StrictError
from briefing.model.artifact import Artifact
from briefing.model.brief import WITHHELD_REASONS, Brief
from briefing.model.document import Document, collect_notes
from briefing.model.edition import Edition, EditionFile
from briefing.model.finding import Finding
from briefing.packs.lookup import Pack
from briefing.pipeline.assembly import Assembly, assemble
from briefing.pipeline.earlier import Keep, drop_replaced, find_earlier, join_formats, keep_files, plan_keep
from briefing.pipeline.filenames import name_stem
from briefing.pipeline.output import WrittenFile, write_artifacts
from briefing.pipeline.progress import Journal, Listener, Silence
from briefing.pipeline.proving import prove
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.sources import write_references
from briefing.render import render

PROGRAM = f"Briefing {__version__}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """Hold what a build made of a dossier."""

    dossier: Path
    pack: str
    brief: Brief
    notes: int
    files: tuple[WrittenFile, ...]
    findings: tuple[Finding, ...]
    manifest: Path = Path()
    """The manifest that lies beside the files."""

    @property
    def withheld(self) -> Mapping[str, int]:
        """How many sentences are not printed, by reason, in the order of the closed list."""
        reasons = [each.reason for each in self.brief.withheld]
        return {reason: reasons.count(reason) for reason in WITHHELD_REASONS if reason in reasons}


def build(request: BuildRequest, progress: Listener | None = None) -> BuildResult:
    """Assemble the brief of a dossier and write it in each format that is asked for.

    All formats are rendered, and checked against their sources, before any file is touched. Raises the BriefingError
    of the stage that fails, and StrictError for warnings when the request is strict.
    """
    journal = Journal(progress or Silence())
    assembly, document, stem = lay_out(request, journal)
    artifacts = make_artifacts(assembly, document, request, stem, journal)
    edition = make_edition(assembly, document, stem, artifacts)
    earlier = find_earlier(request.out, stem)
    keep = plan_keep(earlier, edition, again=request.again)
    journal.report((keep.finding,) if keep else ())
    if request.strict:
        refuse_warnings(journal.findings)
    if request.verify:
        journal.begin("checking the files")
        prove(artifacts, document, assembly)
    journal.begin("writing the files")
    if request.references:
        write_references(assembly.analysis.sources, request.out)
    files = write_edition(request.out, join_formats(earlier, edition), artifacts, keep)
    return BuildResult(
        dossier=request.dossier,
        pack=assembly.pack.manifest.name,
        brief=assembly.brief,
        notes=len(collect_notes(document.blocks)),
        files=files[:-1],
        findings=tuple(journal.findings),
        manifest=files[-1].path,
    )


def lay_out(request: BuildRequest, journal: Journal) -> tuple[Assembly, Document, str]:
    """Assemble a brief, mark what is new in it if that is asked for, and lay it out; return its name too."""
    assembly = assemble(request, journal)
    stem = name_stem(assembly.settings, assembly.pack.manifest, assembly.brief.title)
    if request.since or assembly.settings.mark_new:
        from briefing.pipeline.news import mark_since  # it reads delivered files, which most builds need not

        assembly = mark_since(assembly, request, stem, journal)
    journal.begin("setting the pages")
    document = build_document(assembly.brief, assembly.analysis, assembly.settings, assembly.pack, PROGRAM)
    journal.report(tuple(find_omitted(assembly.brief, document, assembly.pack)))
    return assembly, document, stem


def make_edition(assembly: Assembly, document: Document, stem: str, artifacts: Sequence[Artifact]) -> Edition:
    """Return the edition that some files are, to be written into its manifest."""
    described = describe_edition(document, assembly.brief, assembly.analysis, assembly.settings, assembly.pack, stem)
    files = tuple(
        EditionFile(name=each.name, format=each.format, sha256=each.digest, size=len(each.data)) for each in artifacts
    )
    return replace(described, files=files, program=PROGRAM)


def write_edition(
    out: Path, edition: Edition, artifacts: Sequence[Artifact], keep: Keep | None
) -> tuple[WrittenFile, ...]:
    """Write the files of an edition, its manifest last; a final edition that they replace is copied first."""
    if keep is not None:
        keep_files(keep)
    written = write_artifacts(out, (*artifacts, make_manifest(edition)))
    if keep is not None:
        drop_replaced(keep, edition)
    return written


def make_artifacts(
    assembly: Assembly, document: Document, request: BuildRequest, stem: str, journal: Journal
) -> tuple[Artifact, ...]:
    """Render the document in each format asked for, and report what that brought up; the same trouble counts once."""
    rendered = render(document, assembly.pack.theme, request.formats, request.pdf_profile)
    journal.report(tuple(dict.fromkeys(finding for each in rendered for finding in each.findings)))
    for each in rendered:
        if each.format == "pdf":
            journal.report(tuple(find_excess(each.data, assembly.pack)))
    return tuple(Artifact(each.format, f"{stem}.{each.format}", each.data) for each in rendered)


def find_excess(pdf: bytes, pack: Pack) -> Iterator[Finding]:
    """Yield a warning for a PDF of more pages than its pack allows."""
    most = pack.manifest.limits.pages
    if not most:
        return
    from briefing.render.picture import count_pages

    count = count_pages(pdf)
    if count > most:
        message = f"the PDF has {count} pages, and the pack allows {most}"
        hint = "leave sentences out by [edit] omit, or lower words in the pack's [limits]"
        yield Finding(severity="warning", code="too-long", message=message, place=pack.manifest.name, hint=hint)


def refuse_warnings(findings: Sequence[Finding]) -> None:
    """Raise StrictError if there is a warning among the findings; notes pass."""
    count = sum(finding.severity == "warning" for finding in findings)
    if count:
        what = "1 warning" if count == 1 else f"{count} warnings"
        hint = "mend what they name, or build without --strict"
        raise StrictError(f"{what} under --strict: nothing was written", hint=hint)
