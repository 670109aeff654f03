"""`make test`: every check that CI runs, one after the other, and a summary that ends in one plain line."""

from __future__ import annotations

import contextlib
import difflib
import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from native import (
    bench,
    browser,
    console,
    database,
    dependencies,
    e2e,
    fuzz,
    kills,
    node_env,
    processes,
    python_env,
    settings_file,
)
from native.failure import Failure, Skipped
from native.places import BACKEND, DEPLOY, FRONTEND, ROOT
from native.product import MANAGE

# A check that hangs must not take the whole of CI's time with it.
LONGEST_SECONDS = 20 * 60
# As the tools are told that run in backend/.
PYTHON_CODE = (".", "../bench", "../kills")
# Each kind at least once.
SOME_KILLS = 10
CONCISE = ("--output-format=concise",)
COMPOSE_LAB = ROOT.parent / "shared" / "compose-lab" / "setup"
COMPOSE_TEST = ROOT / ".ci" / "compose-test"


class Context:
    """What checks share: an environment without this machine's settings, and one throw-away database."""

    def __init__(self, resources: contextlib.ExitStack) -> None:
        self._resources = resources

    @cached_property
    def database_url(self) -> str:
        """A database that lives as long as the checks do; started when the first one asks for it."""
        return self._resources.enter_context(database.throwaway())

    def env(self, database_url: str = "postgresql://nobody@127.0.0.1:1/none", **more: str) -> dict[str, str]:
        """The settings of the backend's tools; most of them connect to no database."""
        given = {"DATABASE_URL": database_url, "SECRET_KEY": "for-tests-only", "PYTHONUNBUFFERED": "1"}
        return settings_file.neutral_environment(given | more)


@dataclass(frozen=True)
class Check:
    """One check; `needs` names the preparations without which it cannot run."""

    name: str
    title: str
    run: Callable[[Context], None]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What became of a check: `passed`, `failed` or `skipped`."""

    check: Check
    verdict: str
    seconds: float
    reason: str = ""


def tool(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None = None) -> None:
    """Run a tool that prints for itself, and fail with it."""
    code = processes.run_attached(command, cwd=cwd, env=env, limit=LONGEST_SECONDS)
    if code != 0:
        name = next(str(word) for word in command if str(word) not in (str(python_env.PYTHON), "-m"))
        raise Failure(f"{Path(name).name} ended with exit code {code}.")


def _python_tool(*words: str) -> Callable[[Context], None]:
    return lambda context: tool([python_env.PYTHON, "-m", *words], BACKEND, context.env())


def _npm_script(name: str) -> Callable[[Context], None]:
    return lambda context: tool(["npm", "run", "--silent", name], FRONTEND, context.env())


def _lint_imports(context: Context) -> None:
    tool([python_env.PYTHON.with_name("lint-imports"), "--no-cache"], BACKEND, context.env())


def _migrations(context: Context) -> None:
    tool([*MANAGE, "makemigrations", "--check", "--dry-run"], BACKEND, context.env(context.database_url))


def _upgrade(context: Context) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "config.tests.lint_settings", "LOG_LEVEL": "WARNING"}
    tool([*MANAGE, "lintmigrations", "--no-cache"], BACKEND, context.env(context.database_url, **settings))


def _shell(_context: Context) -> None:
    tool(
        [python_env.PYTHON.with_name("shellcheck"), "--external-sources", *sorted(DEPLOY.glob("*.sh"))],
        DEPLOY,
    )


def _openapi(context: Context) -> None:
    committed = BACKEND / "openapi.yaml"
    with tempfile.TemporaryDirectory(prefix="hushdesk-") as folder:
        fresh = Path(folder) / "openapi.yaml"
        write_openapi(fresh, context.env())
        before = committed.read_text().splitlines() if committed.exists() else []
        changes = list(
            difflib.unified_diff(before, fresh.read_text().splitlines(), "committed", "now", lineterm="")
        )
    if changes:
        raise Failure(
            "backend/openapi.yaml is stale.", advice="Run: make openapi", output="\n".join(changes[:60])
        )


def write_openapi(file: Path, env: Mapping[str, str]) -> None:
    """Write the API's description, without a single warning."""
    tool([*MANAGE, "spectacular", "--fail-on-warn", "--validate", "--file", file], BACKEND, env)


def _pytest(context: Context) -> None:
    tool(
        [python_env.PYTHON, "-m", "pytest", "-q", "--durations=5"], BACKEND, context.env(context.database_url)
    )


def _build(context: Context) -> None:
    for script in ("build", "budget"):
        tool(["npm", "run", "--silent", script], FRONTEND, context.env())


def _end_to_end(context: Context) -> None:
    chromium = browser.chromium()
    node_env.build()
    with e2e.product_with_fake_model(context.env(), context.database_url) as places:
        env = context.env() | places | {"CHROMIUM_PATH": str(chromium)}
        tool(["npm", "run", "--silent", "e2e"], FRONTEND, env)


def _fuzz(context: Context) -> None:
    fuzz.fuzz(context.env())
    fuzz.fuzz(context.env(), access="login")


def _benches(_context: Context) -> None:
    if code := bench.bench([], quick=True):
        raise Failure(f"The benches ended with exit code {code}.")


def _kills(_context: Context) -> None:
    if code := kills.kills(SOME_KILLS, seed=1):
        raise Failure(f"The kills ended with exit code {code}.")


def _dependencies(_context: Context) -> None:
    dependencies.check_licences()
    with tempfile.TemporaryDirectory(prefix="hushdesk-") as folder:
        dependencies.sbom(Path(folder))


def _compose(_context: Context) -> None:
    if not COMPOSE_LAB.exists():
        raise Skipped("the lab that runs containers, ../shared/compose-lab, is not beside this repository")
    if os.geteuid() != 0:
        raise Skipped("the lab that runs containers needs root")
    tool([COMPOSE_TEST, "--quick"], ROOT, dict(os.environ))


def _prepare_python(_context: Context) -> None:
    python_env.prepare_development()


def _prepare_node(_context: Context) -> None:
    node_env.prepare()


PYTHON, NODE = ("python",), ("node",)
CHECKS = (
    Check("python", "the locked Python packages", _prepare_python),
    Check("node", "the locked npm packages", _prepare_node),
    Check("ruff", "lint of the Python code", _python_tool("ruff", "check", *CONCISE, *PYTHON_CODE), PYTHON),
    Check(
        "format", "format of the Python code", _python_tool("ruff", "format", "--check", *PYTHON_CODE), PYTHON
    ),
    Check("mypy", "types of the Python code", _python_tool("mypy", *PYTHON_CODE), PYTHON),
    Check("imports", "one direction of imports", _lint_imports, PYTHON),
    Check("migrations", "no model change without its migration", _migrations, PYTHON),
    Check("upgrade", "the last version can work with a migrated database", _upgrade, PYTHON),
    Check("dependencies", "licences of all packages, and lists of them", _dependencies, PYTHON + NODE),
    Check("openapi", "the API's description is current", _openapi, PYTHON),
    Check("shell", "lint of the shell scripts", _shell, PYTHON),
    Check("pytest", "tests of the backend", _pytest, PYTHON),
    Check("fuzz", "the running API against its description", _fuzz, PYTHON),
    Check("api-types", "the interface's types of the API are current", _npm_script("api:check"), NODE),
    Check("eslint", "lint and format of the interface", _npm_script("lint"), NODE),
    Check("i18n", "every sentence of the interface in every language", _npm_script("i18n:check"), NODE),
    Check("typecheck", "types of the interface", _npm_script("typecheck"), NODE),
    Check("vitest", "tests of the interface", _npm_script("test"), NODE),
    Check("build", "build of the interface, and its size", _build, NODE),
    Check("bench", "the benches work (their figures are for make bench)", _benches, PYTHON + NODE),
    Check("kills", "nothing is lost when parts of the product are killed", _kills, PYTHON + NODE),
    Check("e2e", "the whole product in a browser", _end_to_end, PYTHON + NODE),
    Check("compose", "the containers", _compose),
)


def test(only: Sequence[str]) -> int:
    """Run all checks, or those named and what they need; 0 when none failed."""
    chosen = _choose(only)
    results: list[Result] = []
    with contextlib.ExitStack() as resources:
        context = Context(resources)
        for number, check in enumerate(chosen, 1):
            console.say()
            console.say(console.bold(f"=== {number}/{len(chosen)} {check.name}: {check.title} ==="))
            results.append(_carry_out(check, context, results))
            console.say(f"    {_marked(results[-1])} in {console.took(results[-1].seconds)}")
    _summarise(results)
    return 1 if _count(results, "failed") else 0


def _choose(only: Sequence[str]) -> list[Check]:
    known = {check.name: check for check in CHECKS}
    if unknown := sorted(set(only) - set(known)):
        raise Failure(
            f"There is no check named {', '.join(unknown)}.", advice=f"There are: {', '.join(known)}."
        )
    wanted = set(only) | {need for name in only for need in known[name].needs}
    return [check for check in CHECKS if not only or check.name in wanted]


def _carry_out(check: Check, context: Context, before: Sequence[Result]) -> Result:
    began = time.monotonic()
    for result in before:
        if result.check.name in check.needs and result.verdict == "failed":
            return Result(check, "skipped", 0, f"needs {result.check.name}, which failed")
    try:
        check.run(context)
    except Skipped as skipped:
        console.say(f"    Skipped: {skipped}.")
        return Result(check, "skipped", time.monotonic() - began, str(skipped))
    except Failure as failure:
        failure.show()
        return Result(check, "failed", time.monotonic() - began, str(failure))
    return Result(check, "passed", time.monotonic() - began)


def _marked(result: Result) -> str:
    paint = {"passed": console.green, "failed": console.red, "skipped": console.yellow}[result.verdict]
    return paint(result.verdict)


def _summarise(results: Sequence[Result]) -> None:
    console.say()
    console.say(
        console.bold(f"=== Summary, after {console.took(sum(result.seconds for result in results))} ===")
    )
    for result in results:
        line = (
            f"  {_marked(result)}  {result.check.name:<12}{console.took(result.seconds):>12}  {result.reason}"
        )
        console.say(line.rstrip())
    skipped = _count(results, "skipped")
    ending = f", {skipped} skipped" if skipped else ""
    console.say(f"checks: {_count(results, 'passed')} passed, {_count(results, 'failed')} failed{ending}")


def _count(results: Sequence[Result], verdict: str) -> int:
    return sum(result.verdict == verdict for result in results)
