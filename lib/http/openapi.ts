import { z } from "zod"

import { isBodyOptional, queryOf } from "./pipeline.ts"
import type { RouteDeclaration } from "./route-definition.ts"

type Schema = Record<string, unknown>

const envelope: Schema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "details"],
      properties: {
        code: { type: "string" },
        message: { type: "string" },
        target: { type: "string" },
        details: {
          type: "array",
          items: {
            type: "object",
            required: ["code", "message"],
            properties: { code: { type: "string" }, message: { type: "string" }, target: { type: "string" } },
          },
        },
      },
    },
  },
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Schema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" })
  return rest
}

const objectSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
})

/** What a path parameter may be: its own rule, or that of the field of the body that it stands for. */
function pathSchema({ params, body, bodyFromPath }: RouteDeclaration, name: string): unknown {
  const rule = params[name]
  if (rule) return schemaOf(rule, "input")
  const field = Object.entries(bodyFromPath).find(([, param]) => param === name)?.[0]
  const shape = body && field !== undefined ? objectSchema.safeParse(schemaOf(body, "input")).data?.properties : {}
  return shape?.[field ?? ""] ?? { type: "string", minLength: 1 }
}

function parametersOf(declaration: RouteDeclaration): Schema[] {
  const names = [...declaration.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name)
  const inPath = names.map((name) => ({ name, in: "path", required: true, schema: pathSchema(declaration, name) }))
  const { properties, required } = objectSchema.parse(schemaOf(queryOf(declaration), "input"))
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }))
  return [...inPath, ...inQuery, ...headersOf(declaration)]
}

const IF_MATCH = { type: "string", pattern: '^(\\*|(W/)?"(0|[1-9][0-9]{0,8})")$' }
const IDEMPOTENCY_KEY = { type: "string", pattern: "^[!-~]{1,255}$" }

function headersOf({ guards, isLong, isRawBody }: RouteDeclaration): Schema[] {
  const header = (name: string, description: string, schema: Schema, required = false) => ({
    name,
    in: "header",
    required,
    description,
    schema,
  })
  if (isRawBody)
    return [header("Upload-Offset", "Where in the file the body starts.", { type: "integer", minimum: 0 }, true)]
  return [
    ...guards.map((guard) =>
      guard === "If-Match"
        ? header(guard, "The ETag that the change is meant for, or *.", IF_MATCH)
        : header(guard, "* creates only.", { const: "*" }),
    ),
    ...(isLong
      ? [header("Idempotency-Key", "Makes a repeated request answer with the first one's operation.", IDEMPOTENCY_KEY)]
      : []),
  ]
}

/** The body's schema; fields that the path gives need not be sent. */
function bodyOf({ body, bodyFromPath, isRawBody }: RouteDeclaration): Schema {
  if (isRawBody) {
    const binary = { type: "string", format: "binary" }
    return { requestBody: { content: { "application/octet-stream": { schema: binary } } } }
  }
  if (!body) return {}
  const schema = schemaOf(body, "input")
  const parsed = objectSchema.safeParse(schema)
  const fromPath = Object.keys(bodyFromPath)
  const required = parsed.data?.required.filter((name) => !fromPath.includes(name)) ?? []
  const relaxed = fromPath.length === 0 ? schema : { ...schema, required }
  // Path parameters of any legal text: whether the body is required does not depend on them.
  const params = Object.fromEntries(Object.values(bodyFromPath).map((name) => [name, "any-name"]))
  const isRequired = !isBodyOptional({ body, bodyFromPath }, params)
  return { requestBody: { required: isRequired, content: { "application/json": { schema: relaxed } } } }
}

/** One server-sent event as a value, which is how OpenAPI's tools look at a stream of them. */
function eventSchema(names: readonly string[]): Schema {
  const properties = {
    event: { enum: names },
    data: { type: "string", contentMediaType: "application/json" },
    retry: { type: "integer" },
  }
  return { type: "object", required: ["event", "data"], properties }
}

function contentOf({ method, response, events }: RouteDeclaration): Schema {
  if (method === "HEAD") return {}
  if (events) return { content: { "text/event-stream": { schema: eventSchema(events) } } }
  const content = response
    ? { "application/json": { schema: schemaOf(response, "output") } }
    : { "text/plain": { schema: { type: "string" } } }
  return { content }
}

function responsesOf(declaration: RouteDeclaration): Schema {
  const { statuses, access } = declaration
  const good = statuses.map((status) => [
    String(status),
    {
      description: status === 202 ? "Accepted; the operation goes on" : "Success",
      ...(status === 204 ? {} : contentOf(declaration)),
    },
  ])
  const failure = (description: string) => ({ description, content: { "application/json": { schema: envelope } } })
  return {
    ...Object.fromEntries(good),
    ...(access === "public" ? {} : { "401": failure("No valid session or token") }),
    default: failure("Failure; `error.code` is stable"),
  }
}

function operationOf(declaration: RouteDeclaration): Schema {
  const { access, method, path, summary } = declaration
  return {
    operationId: `${method.toLowerCase()} ${path}`.replaceAll(/[^a-zA-Z0-9]+/g, "_").replace(/_$/, ""),
    summary,
    ...(access === "public" ? { security: [] } : { "x-caudal-action": access }),
    parameters: parametersOf(declaration),
    ...bodyOf(declaration),
    responses: responsesOf(declaration),
  }
}

/** An OpenAPI document; what it holds beyond its version is for its readers to know. */
export interface OpenapiDocument extends Record<string, unknown> {
  readonly openapi: string
}

/** The OpenAPI 3.1 document of these routes. */
export function buildOpenapi(declarations: readonly RouteDeclaration[], origin: string): OpenapiDocument {
  const paths: Record<string, Schema> = {}
  for (const declaration of declarations) {
    const { path, method } = declaration
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(declaration) }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Caudal", version: "1", description: "Online endpoints for machine-learning models." },
    servers: [{ url: origin }],
    security: [{ token: [] }, { session: [] }],
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
      },
    },
    paths,
  }
}
