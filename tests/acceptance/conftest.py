"""The two dossiers that are built once for all tests of this folder."""

from pathlib import Path

import pytest

from tests.acceptance.builds import Built, build_dossier


@pytest.fixture(scope="session")
def sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give the sample dossier, built."""
    return build_dossier(root / "sources", tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def articles(material: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Give the brief of the two articles, built without a brief.toml."""
    assert not (material / "sources" / "brief.toml").exists()
    return build_dossier(material / "sources", tmp_path_factory.mktemp("articles"))
