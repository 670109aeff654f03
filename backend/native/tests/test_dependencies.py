"""Licences that nobody has allowed are found, however a package tells its own."""

import json
from pathlib import Path

import pytest

from native.dependencies import Package, Rules, npm_packages, python_packages

RULES = Rules(["MIT", "BSD License", "Mozilla Public License 2.0 (MPL 2.0)"], {"odd": "its own", "mute": ""})


@pytest.mark.parametrize(
    ("name", "licence", "refused"),
    [
        ("a", "MIT", False),
        ("a", "(MIT OR MIT)", False),
        ("a", "Mozilla Public License 2.0 (MPL 2.0)", False),
        ("a", "BSD License, MIT", False),
        ("a", "GPL-3.0-only", True),
        ("a", "MIT AND GPL-3.0-only", True),
        ("a", "(MIT OR GPL-3.0-only)", True),
        ("a", "BSD License, AGPL", True),
        ("a", "", True),
        ("odd", "its own", False),
        ("odd", "MIT", True),
        ("mute", "", False),
        ("mute", "GPL-3.0-only", True),
    ],
)
def test_a_licence_is_refused_unless_all_of_it_is_allowed_or_was_read(
    name: str, licence: str, refused: bool
) -> None:
    assert RULES.refuse(Package(name, "1.0", licence)) is refused


def test_npm_packages_are_those_that_are_locked(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    places = {
        "": {"version": "0"},
        "node_modules/@a/b": {"version": "1", "license": "MIT"},
        "node_modules/@a/b/node_modules/c": {"version": "2"},
    }
    lock.write_text(json.dumps({"packages": places}))
    assert [*npm_packages(lock)] == [Package("@a/b", "1", "MIT"), Package("c", "2", "")]


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: MIT", "MIT"),
        ("Classifier: License :: OSI Approved :: BSD License\nLicense: anything", "BSD License"),
        ("License: Apache 2.0", "Apache 2.0"),
        ("License: ", "see below"),
        ("", "see below"),
    ],
)
def test_python_packages_are_those_that_are_installed(tmp_path: Path, metadata: str, licence: str) -> None:
    folder = tmp_path / "lib/python3.11/site-packages/a-1.0.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(f"Metadata-Version: 2.4\nName: a\nVersion: 1.0\n{metadata}\n")
    assert [*python_packages(tmp_path)] == [Package("a", "1.0", licence)]
