"""The OpenAPI 3.1 document, made from the list of endpoints."""

from __future__ import annotations

import re
from typing import Any

from sanyi import __version__
from sanyi.web.api.endpoint import Endpoint, Parameter
from sanyi.web.api.registry import ENDPOINTS
from sanyi.web.api.schemas import SCHEMAS, page_of, ref

_ERRORS = {400: "参数或内容不对", 401: "没有有效的令牌", 403: "没有权限", 404: "没有，或不开放",
           429: "请求太频繁，见 Retry-After"}  # fmt: skip


def document() -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        address = "/" + re.sub(r"\{(\w+)\.\.\.\}", r"{\1}", endpoint.path)
        paths.setdefault(address, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "三医 数据接口", "version": __version__,
            "description": "读取台账、任务、指标、数字（带来历）和通报；收发 DHIS2 与"
            " FHIR R4 格式的指标数值。令牌由安全管理员发放，所见范围与同角色的人相同。"
            "带小数的数以文字传送，不失一位。",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": SCHEMAS,
        },
    }  # fmt: skip


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    shape = page_of(endpoint.schema) if endpoint.is_list else ref(endpoint.schema)
    responses: dict[str, Any] = {"200": {"description": "内容", "content": _json(shape)}}
    if endpoint.method == "GET":
        responses["200"]["headers"] = {
            "ETag": {"schema": {"type": "string"}, "description": "放入 If-None-Match 可免重传"}
        }
        responses["304"] = {"description": "与 If-None-Match 所指的相同"}
    for code in endpoint.codes:
        responses[str(code)] = {"description": _ERRORS[code], "content": {
            "application/problem+json": {"schema": ref("Problem")}}}  # fmt: skip
    operation: dict[str, Any] = {
        "operationId": endpoint.name, "summary": endpoint.title,
        "parameters": [_parameter(p) for p in _parameters(endpoint)], "responses": responses,
    }  # fmt: skip
    if endpoint.takes:
        operation["requestBody"] = {"required": True, "content": _json(ref(endpoint.takes))}
    return operation


def _parameters(endpoint: Endpoint) -> tuple[Parameter, ...]:
    own = tuple(p for p in endpoint.parameters if p.place == "path")
    return (*own, *endpoint.query_parameters)


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name, "in": parameter.place, "description": parameter.title,
        "required": parameter.place == "path", "schema": dict(parameter.schema),
    }  # fmt: skip


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
