import type { OutputFormat } from "../shared-flags.ts"

import { colourJson } from "./colour-json.ts"
import type { Column } from "./render-table.ts"
import { renderTable } from "./render-table.ts"
import { renderTsv } from "./render-tsv.ts"

interface Shape {
  readonly format: OutputFormat
  readonly query: string | undefined
  /** Whether `jsonc` may use colours. */
  readonly colour: boolean
  readonly columns: readonly Column[] | undefined
}

async function renderYaml(value: unknown): Promise<string> {
  const { stringify } = await import("yaml")
  return stringify(value, { lineWidth: 0 })
}

/**
 * A command's result as text, in the format of `-o`. A query that finds nothing prints nothing in tsv and table, as `az`.
 *
 * @throws UsageError for a query that is not valid JMESPath
 */
export async function renderResult(result: unknown, shape: Shape): Promise<string> {
  if (shape.format === "none") return ""
  const isQueried = shape.query !== undefined
  const value = isQueried ? (await import("./apply-query.ts")).applyQuery(result, shape.query ?? "") : result
  if (value === undefined) return ""
  switch (shape.format) {
    case "json":
      return `${JSON.stringify(value, null, 2)}\n`
    case "jsonc":
      return `${shape.colour ? colourJson(JSON.stringify(value, null, 2)) : JSON.stringify(value, null, 2)}\n`
    case "yaml":
    case "yamlc":
      return await renderYaml(value)
    case "table":
      return renderTable(value, isQueried ? undefined : shape.columns)
    case "tsv":
      return renderTsv(value)
  }
}
