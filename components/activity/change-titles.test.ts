import { createTranslator } from "use-intl/core"
import { expect, test } from "vitest"

import { en } from "#components/i18n/messages/en.ts"
import { es } from "#components/i18n/messages/es.ts"
import { ACTIVITY_TYPES, OPERATION_KINDS } from "#lib/operations/contract.ts"

const OF_PEOPLE = [
  "workspace.create",
  "member.set",
  "member.remove",
  "member.setPassword",
  "token.create",
  "token.revoke",
]

test.each([
  ["en", en],
  ["es", es],
] as const)("what is done to endpoints, people and tokens is named in words: %s", (locale, messages) => {
  const t = createTranslator({ locale, messages, namespace: "activity" })
  for (const action of [...OPERATION_KINDS, ...OF_PEOPLE]) {
    const title = t("title", { action: action.replace(".", "_"), name: "ana" })
    expect([action, title.includes("ana"), title.includes("_")]).toEqual([action, true, false])
  }
})

test("every type of change that can be chosen has a name in both languages", () => {
  for (const { activity } of [en, es])
    expect(Object.keys(activity.types)).toEqual(expect.arrayContaining([...ACTIVITY_TYPES]))
})
