"use client"

import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"

import { useKeeperState } from "./draft-chip.tsx"
import type { DraftKeeper } from "./draft-keeper.ts"

/** Another tab wrote the same draft: the person says which of the two goes on. */
export function DraftConflict({ keeper }: { readonly keeper: DraftKeeper }) {
  const t = useTranslations("wizard")
  if (useKeeperState(keeper).status !== "conflict") return null
  return (
    <Callout
      tone="warn"
      title={t("conflict")}
      isAlert
      actions={
        <>
          <Button size="sm" onClick={() => void keeper.overwrite()}>
            {t("keepMine")}
          </Button>
          <Button
            size="sm"
            onClick={() => {
              keeper.stop()
              window.location.reload()
            }}
          >
            {t("takeTheirs")}
          </Button>
        </>
      }
    >
      <p>{t("conflictHint")}</p>
    </Callout>
  )
}
