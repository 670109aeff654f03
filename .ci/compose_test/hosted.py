"""A hosted model instead of Ollama: opened by settings alone, and closed again by taking them back."""

import json

from compose_test.isolation import look_up, who_can
from compose_test.outside_model import KEY, MODEL, PORT, outside_model
from compose_test.suggestions import suggestion
from compose_test.telling import check, wait_for

NAME = "llm.example.com"


def a_hosted_model_is_opened_by_settings_alone(site, stack, outside_name):
    """`outside_name`: one that can be looked up where there is a way out."""
    with outside_model() as address:
        reach = f"timeout 4 bash -c 'exec 3<>/dev/tcp/{address}/{PORT}'"
        opened = with_hosted_model(stack, address)
        opened.up()
        status = wait_for(lambda: ready(site), "unlocked, the model outside is ready", 30)
        told = (status["provider"], status["local"], status["destination"])
        check(told == ("openai", False, NAME), f"the status says that text goes to {NAME}")
        answer = suggestion(site)
        given = (answer["source"], answer["local"], answer["suggested_category"])
        check(given == ("llm", False, "account"), "the model outside suggests")
        check(not stack.inspect("ollama") + stack.inspect("model-downloader"), "Ollama is not there")
        able = who_can(opened, lambda _: reach, ("db", "backend", "triage", "worker"))
        check(able == ["triage", "worker"], f"a way out have {' and '.join(able)}, nobody else")

        stack.up()
        check(not who_can(stack, lambda _: reach), "the settings taken back, `up` alone closes it again")
        check(not who_can(stack, lambda _: look_up(outside_name)), "for name look-ups as well")
    check(site.json("GET", "/api/triage/status/")["local"], "and the status says that text stays here")


def with_hosted_model(stack, address):
    names = stack.folder / "outside-names.yml"
    known = {"extra_hosts": [f"{NAME}:{address}"]}
    names.write_text(json.dumps({"services": {"triage": known, "worker": known}}))
    return stack.but(
        str(names),
        LLM_PROVIDER="openai",
        LLM_API_KEY=KEY,
        LLM_BASE_URL=f"http://{NAME}:{PORT}/v1",
        LLM_MODEL=MODEL,
        LOCAL_ONLY="false",
        OLLAMA_REPLICAS="0",
    )


def ready(site):
    status = site.json("GET", "/api/triage/status/")
    return status["state"] == "ready" and status
