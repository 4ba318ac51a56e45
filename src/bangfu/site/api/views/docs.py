"""The description of the API: for programs as OpenAPI, for people as a page; both are public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bangfu.site.api.app import description
from bangfu.site.web.access import PUBLIC, opens_for


@opens_for(PUBLIC)
@require_GET
def openapi(_request: HttpRequest) -> HttpResponse:
    """For programs."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@opens_for(PUBLIC)
@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """For people."""
    return render(request, "api/docs.html", {"routes": list(_routes()), "schemas": list(_schemas())})


def _routes() -> Iterator[dict[str, Any]]:
    for path, methods in description()["paths"].items():
        for method, route in methods.items():
            answers = ((str(code), answer) for code, answer in route["responses"].items())
            yield {
                "method": method.upper(),
                "path": path,
                "id": f"{method}-{path.strip('/').replace('/', '-')}",
                "says": route.get("description") or route.get("summary", ""),
                "parameters": [_parameter(p) for p in route.get("parameters", [])],
                "answers": [(code, _content(answer)) for code, answer in answers],
            }


def _parameter(told: dict[str, Any]) -> dict[str, Any]:
    schema = told["schema"]
    return {
        "name": told["name"],
        "in": told["in"],
        "required": told.get("required", False),
        "type": _type(schema),
        "says": told.get("description") or schema.get("description", ""),
    }


def _content(answer: dict[str, Any]) -> str:
    """What an answer holds."""
    for type_, content in answer.get("content", {}).items():
        told = _type(content.get("schema", {}))
        return told if type_ == "application/json" else type_
    return ""


def _schemas() -> Iterator[dict[str, Any]]:
    for name, schema in description()["components"]["schemas"].items():
        fields = schema.get("properties", {}).items()
        told = [{"name": n, "type": _type(f), "says": f.get("description", "")} for n, f in fields]
        yield {"name": name, "says": schema.get("description", ""), "fields": told}


def _type(schema: dict[str, Any]) -> str:
    """A type in one word or a few."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(each) for each in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}]"
    return schema.get("format") or schema.get("type", "")
