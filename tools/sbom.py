"""What ships with the atlas: ``sbom.cdx.json`` (CycloneDX) and ``THIRD-PARTY.md``, made again by ``make sbom``.

Python packages are those of ``requirements.lock``, with the hashes of the lock and the licences that cyclonedx-bom
reads in the environment; scripts and fonts are the files that lie in this repository, with their own sums.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
SBOM, TABLE, LOCK = ROOT / "sbom.cdx.json", ROOT / "THIRD-PARTY.md", ROOT / "requirements.lock"
#: Files of others that lie here: package, version, licence.
VENDORED: Final[dict[str, tuple[str, str, str]]] = {
    "app/web/vendor/geodesic.js": ("npm/geographiclib-geodesic", "2.2.0", "MIT"),
    "app/web/vendor/mgrs.js": ("npm/mgrs", "2.2.0", "MIT"),
    "app/web/vendor/MiniSearch.js": ("npm/minisearch", "7.2.0", "MIT"),
    "app/web/vendor/protomapsL.js": ("npm/protomaps-leaflet", "5.1.0", "BSD-3-Clause"),
    "layers/icons/symbols.json": ("npm/milsymbol", "3.0.4", "MIT"),
    "layers/web/vendor/leaflet.js": ("npm/leaflet", "1.9.4", "BSD-2-Clause"),
    "layers/web/vendor/leaflet.css": ("npm/leaflet", "1.9.4", "BSD-2-Clause"),
    "layers/web/fonts/noto-sans-400-italic.woff2": ("npm/%40fontsource/noto-sans", "", "OFL-1.1"),
    "layers/web/fonts/noto-sans-400-normal.woff2": ("npm/%40fontsource/noto-sans", "", "OFL-1.1"),
    "layers/web/fonts/noto-sans-600-normal.woff2": ("npm/%40fontsource/noto-sans", "", "OFL-1.1"),
}
#: Licences of packages whose metadata name none in a form that is understood, as their own files say.
SAID: Final = {
    "brotlicffi": "MIT",
    "colorama": "BSD-3-Clause",
    "owslib": "BSD-3-Clause",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "cligj": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",
}


def canonical(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> dict[str, tuple[str, list[str]]]:
    """Read a lock file: version and sums by name."""
    found: dict[str, tuple[str, list[str]]] = {}
    for part in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE):
        if head := re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", part):
            found[canonical(head[1])] = head[2], re.findall(r"--hash=sha256:([0-9a-f]{64})", part)
    return found


def installed() -> dict[str, list[dict[str, Any]]]:
    """Licences of the packages of this environment by name, as cyclonedx-bom reads them."""
    command = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        "environment",
        "--of",
        "JSON",
        "--sv",
        "1.6",
        sys.executable,
    ]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return {canonical(each["name"]): each.get("licenses", []) for each in told["components"]}


def _package(name: str, version: str, sums: list[str], licences: list[dict[str, Any]]) -> dict[str, Any]:
    read = [_short(each) for each in licences]
    exact = [each for each in read if "name" not in each.get("license", {})]
    named = [{"expression": SAID[name]}] if name in SAID else exact or read
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": named,
        "hashes": [{"alg": "SHA-256", "content": each} for each in sorted(sums)],
    }


def _short(licence: dict[str, Any]) -> dict[str, Any]:
    """A licence by its identifier or name, without its text."""
    if "expression" in licence:
        return {"expression": licence["expression"]}
    said = licence["license"]
    return {
        "license": {"id": said["id"]}
        if "id" in said
        else {"name": said["name"].rpartition(" :: ")[2].strip()[:100]}
    }


def _file(path: str) -> dict[str, Any]:
    package, version, licence = VENDORED[path]
    content = (ROOT / path).read_bytes()
    return {
        "type": "file",
        "bom-ref": path,
        "name": path,
        "version": version,
        "purl": f"pkg:{package}@{version}" if version else f"pkg:{package}",
        "licenses": [{"license": {"id": licence}}],
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}],
    }


def bill() -> dict[str, Any]:
    """Return the bill of materials."""
    licences = installed()
    packages = locked(LOCK.read_text("utf-8"))
    project = {"type": "application", "name": "mission-atlas", "licenses": [{"license": {"id": "MIT"}}]}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": project},
        "components": [
            *(_package(name, *packages[name], licences.get(name, [])) for name in sorted(packages)),
            *(_file(path) for path in VENDORED),
        ],
    }


def licence_of(component: dict[str, Any]) -> str:
    """Return the licences of a component in words."""
    said = [
        each.get("expression") or each["license"].get("id") or each["license"]["name"]
        for each in component["licenses"]
    ]
    return ", ".join(dict.fromkeys(" ".join(each.split()) for each in said))


def table(content: dict[str, Any]) -> str:
    """Write the licences as a table."""
    rows = [f"| {each['name']} | {each['version']} | {licence_of(each)} |" for each in content["components"]]
    head = (
        "# What ships with the atlas\n\nMade by `make sbom`; sums and addresses are in `sbom.cdx.json`.\n\n"
    )
    return head + "| package or file | version | licence |\n|---|---|---|\n" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    made = bill()
    SBOM.write_text(json.dumps(made, indent=1, sort_keys=False) + "\n", "utf-8")
    TABLE.write_text(table(made), "utf-8")
