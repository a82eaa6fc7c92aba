"use client"

import { useRouter } from "next/navigation"
import { useOptimistic, useTransition } from "react"
import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { setCookie } from "#components/data/set-cookie.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { useViewer } from "#components/identity/viewer.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import { LOCALE_COOKIE, THEME_COOKIE } from "#lib/http/contract.ts"
import type { MeInput, MeView, Preferences } from "#lib/identity/contract.ts"
import { apiPaths } from "#lib/urls/contract.ts"

import { undoOf, withChange } from "./preference-changes.ts"

interface SaveInput extends MeInput {
  /** What was before, to go back to; without it there is no way back to offer. */
  readonly undo?: MeInput
}

/** A change of one's own account; while it is on its way, preferences are what they will be. */
export interface SaveMe {
  readonly save: (change: MeInput) => void
  readonly isSaving: boolean
  readonly name: string
  readonly preferences: Preferences
}

/**
 * Saves a person's name and preferences at once, with a way back. The whole page follows without a reload: the root layout
 * reads the person again. A choice that concerns nobody else is shown before the server has it.
 */
export function useSaveMe(): SaveMe {
  const t = useTranslations("me")
  const text = useErrorText()
  const router = useRouter()
  const toasts = useToasts()
  const { me } = useViewer()
  const [shown, showAtOnce] = useOptimistic({ name: me.user.name, preferences: me.preferences }, withInput)
  const [isSaving, startSaving] = useTransition()
  const change = useChange(
    async ({ undo: _, ...body }: SaveInput) => await sendJson<MeView>("PATCH", apiPaths.me, { body }),
    {
      onDone: ({ body }, { undo }) => {
        rememberInBrowser(body.preferences)
        const back = undo && { children: t("undo"), onClick: () => send(undo) }
        toasts.add({ id: "me", title: t(undo ? "saved" : "undone"), actionProps: back ?? {} })
      },
      onFailed: (error) => toasts.add({ id: "me", title: t("saveFailed"), description: text(error), actionProps: {} }),
    },
  )
  function send(input: SaveInput) {
    startSaving(async () => {
      showAtOnce(input)
      // What went wrong has been said by then; the page shows what holds either way.
      await change.mutateAsync(input).catch(() => undefined)
      startSaving(() => router.refresh())
    })
  }
  return { ...shown, isSaving, save: (input) => send({ ...input, undo: undoOfMe(shown, input) }) }
}

type Shown = Pick<SaveMe, "name" | "preferences">

const withInput = (shown: Shown, { name, preferences }: MeInput): Shown => ({
  name: name ?? shown.name,
  preferences: withChange(shown.preferences, preferences),
})

/** What the person had where a change touches it. */
function undoOfMe(shown: Shown, { name, preferences }: MeInput): MeInput {
  return {
    ...(name === undefined ? {} : { name: shown.name }),
    ...(preferences ? { preferences: undoOf(shown.preferences, preferences) } : {}),
  }
}

/** The sign-in page looks and speaks as the person likes it too. */
function rememberInBrowser({ language, theme }: Preferences): void {
  setCookie(LOCALE_COOKIE, language === "system" ? null : language)
  setCookie(THEME_COOKIE, theme === "system" ? null : theme)
}
