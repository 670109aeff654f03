"""Prints the licences of all Python packages that it finds; deploy/bundle.sh runs it in the image."""

from __future__ import annotations

from importlib.metadata import Distribution, distributions

TEXTS = ("licen", "copying", "notice")


def print_licences() -> None:
    """Name, version, licence and the licence's text, package by package."""
    for package in sorted(distributions(), key=lambda package: package.name.lower()):
        print(f"## {package.name} - {package.version} ({licence_of(package)})\n")
        print("\n\n".join(_texts(package)), "\n")


def licence_of(package: Distribution) -> str:
    """As its metadata call it: an expression, else classifiers, else the first line of a text."""
    known = package.metadata.json
    if expression := known.get("license_expression"):
        return str(expression)
    classifiers = [word for word in known.get("classifier", []) if word.startswith("License ::")]
    if classifiers:
        return ", ".join(word.rpartition(" :: ")[2] for word in classifiers)
    return next(iter(str(known.get("license", "")).splitlines()), "see below")


def _texts(package: Distribution) -> list[str]:
    """Its licence files, as they came with it."""
    beside = [file for file in package.files or [] if ".dist-info" in file.parts[0]]
    return [file.read_text("utf-8") for file in beside if file.name.lower().startswith(TEXTS)]


if __name__ == "__main__":
    print_licences()
