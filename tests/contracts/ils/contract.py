"""Checks HTTP requests and answers against an OpenAPI 3.1 document: no other server is needed."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

_URN = "urn:contract"
_JSON = "application/json"
_CASTS = {"integer": int, "number": float}


class Contract:
    """Each check returns what is wrong, one sentence a finding."""

    def __init__(self, path: Path) -> None:
        self.document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **self.document}
        self._registry = Registry().with_resource(_URN, Resource.from_contents(schema))
        self._operations = [
            (method.upper(), re.compile(re.sub(r"\{\w+\}", r"[^/]+", template)), operation)
            for template, methods in self.document["paths"].items()
            for method, operation in methods.items()
        ]
        # /checkouts/availability before /checkouts/{checkout_id}
        self._operations.sort(key=lambda found: "[^/]+" in found[1].pattern)

    def operation(self, method: str, path: str) -> dict[str, Any] | None:
        return next(
            (
                operation
                for known, pattern, operation in self._operations
                if known == method and pattern.fullmatch(path)
            ),
            None,
        )

    def of_request(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        headers: Mapping[str, str],
        body: Any,
    ) -> list[str]:
        operation = self.operation(method, path)
        if operation is None:
            return [f"{method} {path} is not in the contract"]
        name = operation["operationId"]
        found = [f"{name}: {text}" for text in self._of_parameters(operation, query)]
        if operation.get("security") != [] and "authorization" not in headers:
            found.append(f"{name}: no authorization")
        wanted = operation.get("requestBody")
        if wanted:
            [content] = wanted["content"].values()
            found += [f"{name}: body: {text}" for text in self._errors(content["schema"], body)]
        elif body is not None:
            found.append(f"{name}: a body where none is expected")
        return found

    def of_answer(
        self, method: str, path: str, status: int, content_type: str, body: bytes
    ) -> list[str]:
        operation = self.operation(method, path)
        if operation is None:
            return []  # said of the request already
        name = operation["operationId"]
        documented = operation["responses"].get(str(status))
        if documented is None:
            return [f"{name}: {status} is not documented"]
        content = self._followed(documented).get("content", {})
        kind = content_type.split(";")[0]
        if content and kind not in content:
            return [f"{name}: {status} comes as {kind or 'nothing'}"]
        if kind != _JSON:
            return []
        return [
            f"{name}: {status}: {text}"
            for text in self._errors(content[kind]["schema"], json.loads(body))
        ]

    def _of_parameters(
        self, operation: Mapping[str, Any], query: Mapping[str, str]
    ) -> Iterator[str]:
        parameters = [self._followed(entry) for entry in operation.get("parameters", [])]
        known = {entry["name"]: entry for entry in parameters if entry["in"] == "query"}
        for name in known.keys() - query.keys():
            if known[name].get("required"):
                yield f"{name} is missing"
        for name, text in query.items():
            if name not in known:
                yield f"{name} is not a parameter"
                continue
            schema = known[name]["schema"]
            try:
                value = _CASTS.get(schema.get("type"), str)(text)
            except ValueError:
                yield f"{name} is no {schema['type']}"
                continue
            for error in self._errors(schema, value):
                yield f"{name}: {error}"

    def _errors(self, schema: Mapping[str, Any], value: Any) -> list[str]:
        absolute = json.loads(json.dumps(schema).replace('"#/', f'"{_URN}#/'))
        validator = Draft202012Validator(
            absolute,
            registry=self._registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        return [error.message for error in validator.iter_errors(value)]

    def _followed(self, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in entry:
            return entry
        _hash, *steps = entry["$ref"].split("/")
        found: Any = self.document
        for step in steps:
            found = found[step]
        return found
