"""The sample dossier that comes with the program."""

from pathlib import Path

from briefing.pipeline.assembly import Assembly, assemble
from briefing.pipeline.progress import Journal
from briefing.pipeline.request import BuildRequest


def find_sample() -> Path:
    """Return the folder of the sample: inside the program when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "sample"
    return inside if inside.is_dir() else package.parent / "sources"


def assemble_sample(pack: str, folders: tuple[Path, ...], journal: Journal, language: str | None = None) -> Assembly:
    """Assemble the brief of the sample with another pack; raises what assembling raises."""
    overrides = {"pack": pack, **({"language": language} if language else {})}
    return assemble(BuildRequest(dossier=find_sample(), overrides=overrides, pack_folders=folders), journal)
