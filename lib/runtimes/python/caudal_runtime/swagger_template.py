"""The two OpenAPI documents that Azure's server publishes, built rather than stored; callers' generators know them."""

from __future__ import annotations

from typing import Any

HEALTH = "Simple health check endpoint to ensure the service is up at any given point."
HEALTHY = "If service is up and running, this response will be returned with the content 'Healthy'"
FAILED = "The service failed to execute due to an error."
SCORE = "Run web service's model and get the prediction output"
SCORED = "The service processed the input correctly and provided a result prediction, if applicable."
PAYLOAD = "The input payload for executing the real-time machine learning service."

Json = dict[str, Any]


def _info(name: str, version: str) -> Json:
    about = f"API specification for the Azure Machine Learning service {name}"
    return {"title": name, "description": about, "version": version}


def _schemas(service_input: Any, service_output: Any) -> Json:
    error = {"type": "object", "properties": {"message": {"type": "string"}}}
    return {"ServiceInput": service_input, "ServiceOutput": service_output, "ErrorResponse": error}


def _bearer() -> Json:
    about = "For example: Bearer abc123"
    return {"Bearer": {"type": "apiKey", "name": "Authorization", "in": "header", "description": about}}


def _operations(prefix: str, health: Json, score: Json, swagger: Json) -> Json:
    """The three operations under their paths."""
    health = {"operationId": "ServiceHealthCheck", "description": HEALTH, **health}
    score = {"operationId": "RunMLService", "description": SCORE, "security": [{"Bearer": []}], **score}
    swagger = {"operationId": "GetSwaggerSpec", "description": "Get the Swagger specification.", **swagger}
    return {
        f"{prefix}/": {"get": health},
        f"{prefix}/score": {"post": score},
        f"{prefix}/swagger.json": {"get": swagger},
    }


def swagger2(name: str, version: str, prefix: str, service_input: Any, service_output: Any) -> Json:
    """The Swagger 2.0 document. `prefix` is empty or begins with a slash and has none at its end."""

    def ref(schema: str) -> Json:
        return {"$ref": f"#/definitions/{schema}"}

    def responses(about: str, schema: Json, **more: Any) -> Json:
        failed = {"description": FAILED, "schema": ref("ErrorResponse")}
        return {"responses": {"200": {"description": about, "schema": schema, **more}, "default": failed}}

    body = {"name": "serviceInputPayload", "in": "body", "description": PAYLOAD, "schema": ref("ServiceInput")}
    which = {"name": "version", "in": "query", "required": False, "type": "integer", "enum": [2, 3]}
    text = {"type": "string"}
    return {
        "swagger": "2.0",
        "info": _info(name, version),
        "schemes": ["https"],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "securityDefinitions": _bearer(),
        "paths": _operations(
            prefix,
            responses(HEALTHY, text, examples={"application/json": "Healthy"}),
            {"parameters": [body], **responses(SCORED, ref("ServiceOutput"))},
            {"parameters": [which], **responses("The Swagger specification.", text)},
        ),
        "definitions": _schemas(service_input, service_output),
    }


def openapi3(openapi: str, name: str, version: str, prefix: str, service_input: Any, service_output: Any) -> Json:
    """The OpenAPI 3 document; `openapi` is 3.0.3 or 3.1.0."""

    def ref(schema: str) -> Json:
        return {"$ref": f"#/components/schemas/{schema}"}

    def content(schema: Json, media: str = "application/json") -> Json:
        return {"content": {media: {"schema": schema}}}

    def responses(about: str, found: Json) -> Json:
        failed = {"description": FAILED, **content(ref("ErrorResponse"))}
        return {"responses": {"200": {"description": about, **found}, "default": failed}}

    which = {"name": "version", "in": "query", "required": False, "schema": {"type": "integer", "enum": [2, 3]}}
    payload = {"description": PAYLOAD, **content(ref("ServiceInput"))}
    healthy = content({"type": "string", "example": "Healthy"}, "text/plain")
    found = content({"type": "string"}, "text/plain")
    return {
        "openapi": openapi,
        "info": _info(name, version),
        "security": [{"Bearer": []}],
        "paths": _operations(
            prefix,
            responses(HEALTHY, healthy),
            {"requestBody": payload, **responses(SCORED, content(ref("ServiceOutput")))},
            {"parameters": [which], **responses("The Swagger specification.", found)},
        ),
        "components": {"schemas": _schemas(service_input, service_output), "securitySchemes": _bearer()},
    }
