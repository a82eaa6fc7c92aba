import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { IntlProvider } from "use-intl/react"
import { expect, test } from "vitest"

import { ApiError } from "#components/data/api-error.ts"
import { loadMessages } from "#components/i18n/messages.ts"

import { QueryBlock } from "./states.tsx"

const messages = await loadMessages("en")

/** How many elements the content of a block stands in. */
function depthOfContent(error: ApiError | null): number {
  const query = { data: "typed", error, refetch: async () => undefined }
  const block = { query, what: "the form", children: (data: string) => data }
  const page = { locale: "en" as const, timeZone: "UTC", messages, children: createElement(QueryBlock<string>, block) }
  const html = renderToStaticMarkup(createElement(IntlProvider, page))
  const before = html.slice(0, html.indexOf(">typed<") + 1)
  return (before.match(/<[a-z]/g) ?? []).length - (before.match(/<\/|\/>/g) ?? []).length
}

test("a form in a block keeps what is typed when the block cannot be refreshed: it stays in its place", () => {
  const error = new ApiError(500, { code: "internal", message: "Something failed." }, null)
  expect(depthOfContent(null)).toBe(2)
  expect(depthOfContent(error)).toBe(2)
})
