"""The stages in their order: what a build and an explanation have in common."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.analyse.analysis import analyse_sources, hear_witness
from briefing.compose.brief import compose_brief
from briefing.config.assist import AssistSettings
from briefing.config.dossier import read_settings
from briefing.config.settings import Settings
from briefing.errors import DossierError, PackError
from briefing.ingest import read_sources
from briefing.model.brief import Brief
from briefing.model.evidence import Analysis
from briefing.packs.lookup import Pack, bundled_packs, load_pack, read_reference
from briefing.pipeline.dossier import declared_ids, declared_references, refuse_late, refuse_missing
from briefing.pipeline.folders import RECORD_FILE, Dossier, add_declared, open_dossier, refuse_empty
from briefing.pipeline.jobs import open_executor
from briefing.pipeline.memory import open_memory
from briefing.pipeline.progress import Journal
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.subfolders import find_unread

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """Hold a brief before it is laid out, with all that it was made from."""

    settings: Settings
    pack: Pack
    analysis: Analysis
    brief: Brief


def assemble(request: BuildRequest, journal: Journal) -> Assembly:
    """Run every stage from the folder to the brief: config, packs, ingest, analyse, compose.

    Raises the error of the stage that cannot go on; what was found until then is in the journal.
    """
    journal.begin("reading the dossier")
    dossier, settings = read_dossier(request, journal)
    pack = dress(find_pack(settings, request.pack_folders), request.reference_doc)
    journal.report(pack.findings)
    journal.begin("reading the sources")
    references, ids = declared_references(settings), declared_ids(settings)
    memory = open_memory(os.environ)
    documents = journal.keep(read_sources(dossier.files, references, ids, memory))
    memory.prune()
    refuse_late(settings, documents)
    journal.begin("analysing the sources")
    with open_executor(request.jobs) as executor:
        analysis = journal.keep(analyse_sources(documents, pack.manifest, settings.parties, executor))
        if settings.assist is not None or request.consent.beyond:
            analysis = _hear(analysis, Ground(request, settings, pack, journal), executor)
    journal.begin("composing the brief")
    brief = journal.keep(compose_brief(analysis, settings, pack))
    return Assembly(settings=settings, pack=pack, analysis=analysis, brief=brief)


@dataclass(frozen=True, slots=True)
class Ground:
    """What hearing a witness stands on."""

    request: BuildRequest
    settings: Settings
    pack: Pack
    journal: Journal


def _hear(rules: Analysis, ground: Ground, executor: "Executor | None") -> Analysis:
    """Ask the model of [assist], and analyse again with what it says; without an answer the rules stand alone."""
    # Imported here, so that a brief that asks nobody knows nothing of asking.
    from briefing.pipeline.asking import Inquiry
    from briefing.pipeline.witness import call_witness

    inquiry = Inquiry(
        settings=ground.settings, assist=ground.settings.assist or AssistSettings(), consent=ground.request.consent,
        environment=os.environ, file=ground.request.dossier / RECORD_FILE,
    )  # fmt: skip
    witness = call_witness(rules, ground.pack, inquiry, ground.journal)
    if witness is None:
        return rules
    ground.journal.begin("analysing the sources again")
    return ground.journal.keep(hear_witness(rules, witness, ground.pack.manifest, executor))


def read_dossier(request: BuildRequest, journal: Journal) -> tuple[Dossier, Settings]:
    """Read the folder and its brief.toml, and hold one against the other."""
    dossier = open_dossier(request.dossier)
    settings = journal.keep(read_settings(dossier.toml, dossier.place, request.overrides))
    dossier = add_declared(dossier, (source.file for source in settings.sources))
    journal.report(dossier.findings)
    apart = (request.out, *request.pack_folders)
    journal.report(find_unread(request.dossier, {file.name for file in dossier.files}, apart))
    refuse_missing(settings, (file.name for file in dossier.files))
    refuse_empty(dossier)
    return dossier, settings


def find_pack(settings: Settings, folders: Sequence[Path]) -> Pack:
    """Load the pack that the settings name: from the folders given, then from those that come with the program."""
    try:
        return load_pack(settings.pack, (*folders, bundled_packs()), settings.language)
    except PackError as problem:
        problem.place = problem.place or settings.place("pack")
        raise


def dress(pack: Pack, reference: Path | None) -> Pack:
    """Return the pack with another reference document, where one is asked for; raises DossierError for no file."""
    if reference is None:
        return pack
    return replace(pack, theme=replace(pack.theme, reference=read_reference(reference, DossierError)))
