"""The compose files are understood by both programs."""

from compose_test.stack import no_settings, run
from compose_test.telling import check


def configurations_are_valid(programs, env, folder):
    for program in programs:
        for files in (["docker-compose.yml"], ["docker-compose.yml", "docker-compose.gpu.yml"]):
            named = [word for file in files for word in ("-f", file)]
            text = run(*program, *no_settings(folder), *named, "config", env=env)
            gpu = "driver: nvidia" in text
            check(gpu == (len(files) == 2), f"{' '.join(program)} config understands {' and '.join(files)}")
