"""deploy/kubernetes: valid by the published schemas, confined, and private by topology."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from typing import Any

import kubernetes_validate
import pytest
import yaml

from native import settings_file
from native.places import BACKEND, DEPLOY, ROOT
from native.python_env import PYTHON

Manifest = dict[str, Any]

KUBERNETES = DEPLOY / "kubernetes"
VARIANTS = ["base", "overlays/gpu", "overlays/external"]
# The oldest that the manifests are meant for, and the newest whose schemas there are.
VERSIONS = ["1.29", kubernetes_validate.latest_version()]
READS_TICKETS = {"db", "backend", "triage", "worker", "ollama", "migrate"}


def kustomization(folder: str) -> Manifest:
    found: Manifest = yaml.safe_load((KUBERNETES / folder / "kustomization.yaml").read_text())
    return found


@cache
def base() -> list[Manifest]:
    files = kustomization("base")["resources"]
    return [found for file in files for found in yaml.safe_load_all((KUBERNETES / "base" / file).read_text())]


def of_kind(*kinds: str) -> list[Manifest]:
    return [manifest for manifest in base() if manifest["kind"] in kinds]


def pods() -> dict[str, Manifest]:
    """What each workload's pods are like, by the workload's name."""
    workloads = of_kind("Deployment", "StatefulSet", "Job")
    return {found["metadata"]["name"]: found["spec"]["template"] for found in workloads}


def containers() -> Iterator[tuple[str, Manifest]]:
    for name, pod in pods().items():
        for container in pod["spec"].get("initContainers", []) + pod["spec"]["containers"]:
            yield name, container


def policies() -> dict[str, Manifest]:
    return {found["metadata"]["name"]: found["spec"] for found in of_kind("NetworkPolicy")}


def rendered(folder: str) -> str:
    """What the cluster is told, by the program that tells it."""
    if shutil.which("kubectl"):
        command = ["kubectl", "kustomize"]
    elif shutil.which("kustomize"):
        command = ["kustomize", "build"]
    else:
        pytest.skip("neither kubectl nor kustomize is on this machine")
    return subprocess.run([*command, KUBERNETES / folder], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("version", VERSIONS)
def test_every_manifest_is_valid(version: str) -> None:
    for manifest in base():
        kubernetes_validate.validate(manifest, version, strict=True)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("folder", VARIANTS)
def test_what_the_cluster_is_told_is_valid(folder: str, version: str) -> None:
    for manifest in yaml.safe_load_all(rendered(folder)):
        kubernetes_validate.validate(manifest, version, strict=True)


def test_no_manifest_is_forgotten() -> None:
    files = {file.name for file in (KUBERNETES / "base").glob("*.yaml")}
    assert files == {*kustomization("base")["resources"], "kustomization.yaml"}


@pytest.mark.parametrize("folder", VARIANTS[1:])
def test_every_patch_names_something_that_is_there(folder: str) -> None:
    known = {(manifest["kind"], manifest["metadata"]["name"]) for manifest in base()}
    for patch in kustomization(folder)["patches"]:
        change = yaml.safe_load(patch["patch"])
        target = patch.get("target") or {"kind": change["kind"], "name": change["metadata"]["name"]}
        assert {(target["kind"], name) for name in target["name"].split("|")} <= known


def test_every_container_is_confined() -> None:
    for name, container in containers():
        rules = container["securityContext"]
        assert (rules["readOnlyRootFilesystem"], rules["allowPrivilegeEscalation"]) == (True, False), name
        assert rules["capabilities"]["drop"] == ["ALL"], name
        assert rules["capabilities"].get("add", []) == (["NET_BIND_SERVICE"] if name == "frontend" else []), (
            name
        )
    for name, pod in pods().items():
        rules = pod["spec"]["securityContext"]
        assert (rules["runAsNonRoot"], rules["runAsUser"]) in [(True, 10001), (True, 999)], name
        assert rules["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert pod["spec"]["automountServiceAccountToken"] is False, name


def test_every_container_says_what_it_needs_and_is_limited() -> None:
    for name, container in containers():
        assert container["resources"]["requests"].keys() == {"cpu", "memory"}, name
        assert "memory" in container["resources"]["limits"], name


def test_what_serves_is_probed() -> None:
    for name, container in containers():
        if "ports" in container:
            assert {"readinessProbe", "livenessProbe"} <= container.keys(), name


def test_nothing_is_reached_unless_a_policy_says_so() -> None:
    assert policies()["nothing-unless-said"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    assert {"nothing-unless-said", "names", *pods()} == policies().keys()


def test_what_reads_tickets_reaches_only_pods_beside_it() -> None:
    for name in READS_TICKETS | {"frontend"}:
        for rule in policies()[name].get("egress", []):
            assert all(peer.keys() == {"podSelector"} for peer in rule["to"]), name
            reached = {peer["podSelector"]["matchLabels"]["app"] for peer in rule["to"]}
            assert reached <= pods().keys(), name
    assert "egress" not in policies()["db"]
    assert "egress" not in policies()["ollama"]


def test_only_the_worker_reaches_what_has_a_way_out() -> None:
    calling = [
        name
        for name, policy in policies().items()
        for rule in policy.get("egress", [])
        if {"podSelector": {"matchLabels": {"app": "model-downloader"}}} in rule["to"]
    ]
    with_a_way_out = [name for name, policy in policies().items() if "ipBlock" in str(policy.get("egress"))]
    assert (calling, with_a_way_out) == (["worker"], ["model-downloader"])


def test_no_secret_is_in_a_file() -> None:
    assert not of_kind("Secret")
    for name, container in containers():
        for variable in container.get("env", []):
            secret = re.search("(PASSWORD|KEY|URL)$", variable["name"])
            assert not secret or "value" not in variable, (name, variable["name"])


@pytest.mark.parametrize("folder", VARIANTS)
def test_the_application_accepts_the_settings(folder: str) -> None:
    (given,) = (dict(found["data"]) for found in of_kind("ConfigMap"))
    for patch in kustomization(folder).get("patches", []):
        change = yaml.safe_load(patch["patch"])
        given |= change["data"] if isinstance(change, dict) and change["kind"] == "ConfigMap" else {}
    done = checked(given)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("host", ["help.example.org", None])
def test_without_log_in_nothing_starts(host: str | None) -> None:
    (given,) = (found["data"] for found in of_kind("ConfigMap"))
    done = checked({**given, "ACCESS": None, "HUSHDESK_HOST": host})
    assert (done.returncode, "ACCESS is open" in done.stderr) == (1, True)


def checked(given: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
    """What the application says of these settings."""
    known = settings_file.read(ROOT / ".env.example")
    assert given.keys() <= known.keys()
    env = settings_file.neutral_environment({name: value or "" for name, value in given.items()})
    env |= {"SECRET_KEY": "for-tests-only", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    return subprocess.run(
        [PYTHON, "manage.py", "check"], cwd=BACKEND, env=env, capture_output=True, text=True, check=False
    )


def test_postgresql_is_the_one_of_compose() -> None:
    (tag,) = [image["newTag"] for image in kustomization("base")["images"] if image["name"] == "postgres"]
    assert f"image: postgres:{tag}\n" in (ROOT / "docker-compose.yml").read_text()
