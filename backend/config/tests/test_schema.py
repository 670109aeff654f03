from django.test import Client


def test_the_document_describes_every_call(client: Client) -> None:
    response = client.get("/api/schema/?format=json")
    paths = response.json()["paths"]
    assert {path: sorted(methods) for path, methods in paths.items()} == {
        "/api/tickets/": ["get", "post"],
        "/api/tickets/{ticket_id}/": ["get", "patch"],
        "/api/tickets/{ticket_id}/comments/": ["post"],
        "/api/tickets/bulk/": ["post"],
        "/api/public/tickets/": ["post"],
        "/api/public/tickets/follow/": ["post"],
        "/api/tickets/bulk/{change_id}/undo/": ["post"],
        "/api/tickets/count/": ["get"],
        "/api/tickets/events/": ["get"],
        "/api/tickets/export/": ["get"],
        "/api/tickets/demo/": ["delete", "get", "post"],
        "/api/tickets/import/": ["post"],
        "/api/tickets/import/{import_id}/": ["delete"],
        "/api/tickets/import/{import_id}/commit/": ["post"],
        "/api/tickets/import/{import_id}/rows/": ["post"],
        "/api/tickets/similar/": ["post"],
        "/api/tickets/stats/": ["get"],
        "/api/tickets/trends/": ["get"],
        "/api/tickets/views/": ["get", "post"],
        "/api/tickets/views/{id}/": ["delete", "patch"],
        "/api/tickets/classify/": ["post"],
        "/api/invitations/": ["get", "post"],
        "/api/invitations/{invitation_id}/": ["delete"],
        "/api/invitations/{invitation_id}/renew/": ["post"],
        "/api/people/": ["get"],
        "/api/people/{person_id}/": ["patch"],
        "/api/people/{person_id}/password/": ["post"],
        "/api/people/{person_id}/second-factor/": ["delete"],
        "/api/people/{person_id}/tokens/": ["get"],
        "/api/people/traces/": ["delete", "get"],
        "/api/people/traces/export/": ["get"],
        "/api/tokens/": ["get", "post"],
        "/api/tokens/{token_id}/": ["delete"],
        "/api/invitations/join/": ["post"],
        "/api/invitations/look/": ["post"],
        "/api/invitations/password/": ["post"],
        "/api/second-factor/": ["get"],
        "/api/second-factor/confirm/": ["post"],
        "/api/second-factor/off/": ["post"],
        "/api/second-factor/propose/": ["post"],
        "/api/session/all/": ["delete"],
        "/api/session/password/": ["post"],
        "/api/session/": ["delete", "get", "post"],
        "/api/session/oidc/": ["get", "post"],
        "/api/session/oidc/complete/": ["post"],
        "/api/session/oidc/disconnect/": ["post"],
        "/api/triage/status/": ["get"],
        "/api/triage/quality/": ["get"],
        "/api/system/": ["get"],
    }


def test_it_knows_of_errors_what_they_may_tell(client: Client) -> None:
    document = client.get("/api/schema/?format=json").json()
    fields = {"detail", "code", "request_id", "fallback_reason"}
    assert set(document["components"]["schemas"]["Error"]["properties"]) == fields
    for path in ("/api/session/oidc/", "/api/session/oidc/complete/"):
        assert {"200", "4XX", "502", "503"} == set(document["paths"][path]["post"]["responses"])


def test_its_page_loads_nothing_from_elsewhere_and_has_nothing_inline(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    assert "http" not in page
    assert "swagger-ui-bundle.js" in page
    assert page.count("<script") == page.count("<script src=") == 3
    assert "<style" not in page


def test_it_says_which_scope_a_token_needs(client: Client) -> None:
    document = client.get("/api/schema/?format=json").json()
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    submit, log_in = document["paths"]["/api/tickets/"]["post"], document["paths"]["/api/session/"]["post"]
    assert submit["security"] == [{}, {"token": []}]
    assert submit["description"].endswith("Scope of a token: `submit`.")
    assert "security" not in log_in
