"""Hushdesk's containers, under either of the two programs called Compose."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

from compose_test.telling import Failure

ROOT = Path(__file__).resolve().parents[2]
PROJECT = f"hushdesk-test-{os.getpid()}"
READS_TICKETS = ("db", "backend", "triage", "worker", "ollama")
BUILT = ("backend", "frontend", "ollama")
# Slow enough that the first look always finds the model on its way; the test speeds it up then.
SLOW_PULL = "services: {model-downloader: {environment: {LAB_PULL: '600'}}}"


def run(*command, env=None, seconds=400, cwd=ROOT):
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=seconds)
    if done.returncode:
        raise Failure(f"{' '.join(command)}\n{(done.stdout + done.stderr)[-4000:]}")
    return done.stdout


class Stack:
    """The project under one of the two programs, with some files and settings; all see the same volumes."""

    def __init__(self, program, env, folder, *files):
        self.program, self.env, self.folder, self.files = program, env, folder, files
        slow_pull = folder / "slow-pull.yml"
        slow_pull.write_text(SLOW_PULL)
        named = [word for file in ("docker-compose.yml", *files, slow_pull) for word in ("-f", str(file))]
        self.options = [*no_settings(folder), "-p", PROJECT, *named]

    def but(self, *files, **settings):
        """The same project with more files and other settings."""
        return Stack(self.program, self.env | settings, self.folder, *self.files, *files)

    def __call__(self, *arguments, seconds=400, cwd=ROOT):
        return run(*self.program, *self.options, *arguments, env=self.env, seconds=seconds, cwd=cwd)

    def up(self, *arguments):
        return self("up", "-d", "--wait", *arguments)

    def inside(self, service, script, seconds=60):
        return self("exec", "-T", service, "bash", "-c", script, seconds=seconds)

    def works_inside(self, service, script):
        with contextlib.suppress(Failure):
            self.inside(service, script)
            return True
        return False

    def sql(self, statement):
        return self("exec", "-T", "db", "psql", "-U", "hushdesk", "-XAtc", statement).strip()

    def containers(self):
        """What Docker knows about each service's first container."""
        return {c["Config"]["Labels"]["com.docker.compose.service"]: c for c in reversed(self.inspect())}

    def inspect(self, service=None):
        filters = [f"label=com.docker.compose.project={PROJECT}"]
        filters += [f"label=com.docker.compose.service={service}"] if service else []
        ids = run("docker", "ps", "-aq", *(word for f in filters for word in ("--filter", f))).split()
        return json.loads(run("docker", "inspect", *ids)) if ids else []

    def lab(self, service, **knobs):
        """Read or set the knobs of the Ollama stand-in."""
        send = f"-d '{json.dumps(knobs)}'" if knobs else ""
        return json.loads(self.inside(service, f"curl -fsS {send} http://127.0.0.1:11434/lab"))


def unpacked(folder):
    """A copy as a careful person unpacks it: nobody else may read it, and its folder has no plain name."""
    copy = folder / "Hüsh desk"
    for name in (*BUILT, "compose"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("node_modules"))
    for file in ROOT.glob("docker-compose*.yml"):
        shutil.copy(file, copy)
    run("chmod", "-R", "go=", str(copy))
    return copy


def no_settings(folder):
    """Not a developer's `.env`: this is the first start of somebody who has none."""
    empty = folder / "empty.env"
    empty.touch()
    return ["--env-file", str(empty)]


def environment(port):
    """This machine's, without the settings that it may hold."""
    example = (ROOT / ".env.example").read_text()
    settings = set(re.findall(r"^([A-Z][A-Z0-9_]+)=", example, re.MULTILINE))
    kept = {
        k: v for k, v in os.environ.items() if k not in settings and not k.startswith(("COMPOSE_", "LAB_"))
    }
    return kept | {"HUSHDESK_PORT": str(port), "HUSHDESK_VERSION": PROJECT}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def old_program():
    """docker-compose 1.29, as Debian 12 has it, or None."""
    if not shutil.which("docker-compose"):
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "docker-compose"],
            capture_output=True,
        )
    path = shutil.which("docker-compose")
    return [path] if path and run(path, "version", "--short").startswith("1.") else None


def remove(stack, again):
    """Everything that this run made; the base images and the build cache stay."""
    for compose in dict.fromkeys((again, stack)):
        subprocess.run(
            [*compose.program, *compose.options, "down", "-v", "-t", "5", "--remove-orphans"],
            cwd=ROOT,
            env=compose.env,
            capture_output=True,
        )
    for kind in ("network", "volume"):
        names = run("docker", kind, "ls", "-q", "--filter", f"label=com.docker.compose.project={PROJECT}")
        subprocess.run(["docker", kind, "rm", *names.split()], capture_output=True)
    subprocess.run(
        ["docker", "image", "rm", *(f"hushdesk-{name}:{PROJECT}" for name in BUILT)], capture_output=True
    )
