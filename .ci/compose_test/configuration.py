"""The compose files are understood by both programs, and a wrong setting stops the start in plain words."""

from compose_test.stack import ROOT, no_settings, run
from compose_test.telling import Failure, check

NEEDED = {
    "HUSHDESK_HOST": "help.example.org",
    "OIDC_HOST": "id.example.org:192.0.2.30",
    "RENDER_GROUP": "992",
}
# What each file adds, as Compose repeats it.
SHOWS = {
    "docker-compose.https.yml": ("8443",),
    "docker-compose.gpu.yml": ("driver: nvidia", "qwen3:8b"),
    "docker-compose.gpu-amd.yml": ("/dev/kfd", "0.40.2-rocm", "qwen3:8b"),
    "docker-compose.gpu-vulkan.yml": ("/dev/dri", "OLLAMA_VULKAN", "qwen3:8b"),
    "docker-compose.oidc.yml": ("id.example.org", "sign-on"),
}


def configurations_are_valid(programs, env, folder):
    check({path.name for path in ROOT.glob("docker-compose.*.yml")} == set(SHOWS), "these files are all")
    for program in programs:
        compose = [*program, *no_settings(folder)]
        plain = configured(compose, env, "docker-compose.yml")
        for file, additions in SHOWS.items():
            text = configured(compose, env, "docker-compose.yml", file)
            found = [word for word in additions if word in text and word not in plain]
            check(found == [*additions], f"{' '.join(program)} config understands {file}")
            check(plain.count("192.0.2.1") == text.count("192.0.2.1"), "which opens no way out")


def configured(compose, env, *files):
    named = [word for file in files for word in ("-f", file)]
    return run(*compose, *named, "config", env=env | NEEDED)


WRONG = {
    "LOCAL_ONLY is true, but LLM_PROVIDER is openai": {"LLM_PROVIDER": "openai", "LLM_API_KEY": "sk-1"},
    "ACCESS is open, but HUSHDESK_BIND lets others in": {"HUSHDESK_BIND": "0.0.0.0"},
    "HUSHDESK_HOST is set, but nothing listens for it": {"HUSHDESK_HOST": "help.example.org"},
}


def wrong_settings_stop_the_start(stack):
    for sentence, settings in WRONG.items():
        wrong = stack.but(**settings)
        try:
            wrong("up", "-d")
        except Failure as failure:
            check('"settings"' in str(failure), "`up` fails and names the service that says why:")
        else:
            raise Failure(f"it starts with {settings}")
        said = wrong("logs", "--no-log-prefix", "--no-color", "settings").strip().splitlines()[-1]
        check(sentence in said, said)
        running = [c["Name"] for s in ("triage", "worker") for c in stack.inspect(s) if c["State"]["Running"]]
        check(not running, "neither triage nor worker runs")
