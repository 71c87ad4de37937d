"""The OpenAPI document as the page for people lists it."""

from dataclasses import dataclass, replace
from typing import Any

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a part of an answer; *shape* names another shape of the page."""

    name: str
    type: str
    description: str
    example: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    name: str
    path: str
    summary: str
    description: str
    parameters: list[Field]
    answer: str
    try_url: str  # empty where the address needs to be filled in


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    description: str
    fields: list[Field]
    values: list[str]  # of a closed list


def operations_of(document: Node) -> list[Operation]:
    return [_operation(path, methods["get"]) for path, methods in document["paths"].items()]


def shapes_of(document: Node) -> list[Shape]:
    """What answers are made of, by name."""
    schemas = document["components"]["schemas"]
    about = {name: _first(schema.get("description", "")) for name, schema in schemas.items()}
    return [
        Shape(
            name,
            about[name],
            [_part(key, node, about) for key, node in schema.get("properties", {}).items()],
            schema.get("enum", []),
        )
        for name, schema in sorted(schemas.items())
    ]


def _part(name: str, node: Node, about: dict[str, str]) -> Field:
    """A part that says nothing for itself is described as the shape it has."""
    field = _field(name, node, node)
    return replace(field, description=field.description or about.get(field.shape, ""))


def _operation(path: str, node: Node) -> Operation:
    return Operation(
        name=node["operationId"],
        path=path,
        summary=node["summary"],
        description=node["description"],
        parameters=[_field(p["name"], p, p["schema"]) for p in node["parameters"]],
        answer=_shape(node["responses"][200]["content"]["application/json"]["schema"]),
        try_url="" if "{" in path else path,
    )


def _field(name: str, node: Node, schema: Node) -> Field:
    examples = schema.get("examples", [])
    return Field(
        name=name,
        type=_type(schema),
        description=node.get("description", ""),
        example="" if not examples or examples[0] is None else _plain(examples[0]),
        shape=_shape(schema),
    )


def _type(schema: Node) -> str:
    if "$ref" in schema:
        return ""
    if "anyOf" in schema:
        found = " / ".join(filter(None, map(_type, schema["anyOf"])))
        return "may be null" if found == "null" else found
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}".removesuffix(" of ")
    if schema.get("type") == "object":
        return "text by language"
    if "enum" in schema:
        return " / ".join(map(str, schema["enum"]))
    return schema.get("format") or schema.get("type", "")


def _shape(schema: Node) -> str:
    """The shape a schema is, or is a list of, or may be."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "items" in schema:
        return _shape(schema["items"])
    return next(filter(None, map(_shape, schema.get("anyOf", []))), "")


def _plain(example: Any) -> str:
    if isinstance(example, dict):
        return " · ".join(f"{key}: {value}" for key, value in example.items())
    if isinstance(example, list):
        return ", ".join(map(str, example))
    return str(example).lower() if isinstance(example, bool) else str(example)


def _first(text: str) -> str:
    return text.strip().partition("\n\n")[0]
