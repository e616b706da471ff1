"""Columns made from the record's models: a field's type, its nullability and its description."""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, Double, Integer, Text

from extract.store.comments import COMMENTS

RENAMED = {"start": "start_char", "end": "end_char"}
#: Days: typed DATE; what is not one whole day is kept as it is in the column `…_raw`.
DAYS = {("deadlines", "start_on"), ("deadlines", "due_on")}

#: How the comment on a column begins that nobody has described yet.
UNDESCRIBED = "The record's field"


def _bare_type(annotation: Any) -> Any:
    """The type without Annotated and without `| None`."""
    while hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [a for a in get_args(annotation) if a is not type(None)]
        return _bare_type(inner[0]) if len(inner) == 1 else annotation
    return annotation


def _sql_type(annotation: Any) -> Any:
    bare = _bare_type(annotation)
    if get_origin(bare) is list or bare in (dict, list):
        return JSON()
    if get_origin(bare) is Literal or bare is str:
        return Text()
    return {bool: Boolean(), int: Integer(), float: Double()}.get(bare, JSON())


def nested(annotation: Any) -> type[BaseModel] | None:
    """The model a field holds one of, None for anything else."""
    bare = _bare_type(annotation)
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def comment(table: str, column: str, described: str | None = None) -> str:
    """What a column holds: the field's own description, else that of comments.py, else that it is the record's field."""
    return described or COMMENTS.get(f"{table}.{column}") or COMMENTS.get(column) or f"{UNDESCRIBED} `{column}`."


def columns(table: str, model: type[BaseModel], skip: tuple[str, ...] = (), prefix: str = "") -> list[Column]:
    """Columns for the scalar fields of a model; a model inside it becomes columns with its name in front."""
    out: list[Column] = []
    for name, field in model.model_fields.items():
        if name in skip:
            continue
        inner = nested(field.annotation)
        if inner is not None:
            out += columns(table, inner, prefix=f"{name}_")
            out.append(
                Column(f"has_{name}", Boolean, nullable=False, comment=f"False where the record has no {name} at all.")
            )
            continue
        column = prefix + RENAMED.get(name, name)
        required = field.is_required() and not prefix
        if (table, name) in DAYS:
            out.append(Column(column, Date, comment=comment(table, column, field.description)))
            out.append(
                Column(
                    f"{column}_raw", Text, comment=f"`{column}` as the record has it, where it is not one whole day."
                )
            )
            continue
        kind = BigInteger() if name == "size" else _sql_type(field.annotation)
        out.append(Column(column, kind, nullable=not required, comment=comment(table, column, field.description)))
    return out
