"use client"

import { Eye, EyeOff, RotateCcwKey } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { GatedButton } from "#components/identity/gated-button.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { Panel } from "#components/ui/panel.tsx"

import { RegenerateKey } from "./regenerate-key.tsx"
import { KEYS_SHOWN_S, useRevealedKeys } from "./use-revealed-keys.ts"

/** The endpoint's two keys by the words that the API has for them. */
const SLOTS = [
  { type: "primary", field: "primaryKey" },
  { type: "secondary", field: "secondaryKey" },
] as const
export type KeyType = (typeof SLOTS)[number]["type"]

const HIDDEN = "•".repeat(12)

interface KeysPanelProps {
  readonly workspace: string
  readonly endpoint: string
}

/** The keys: asked for only when somebody wants to see them, and gone again after half a minute. */
export function KeysPanel({ workspace, endpoint }: KeysPanelProps) {
  const t = useTranslations("consume")
  const list = usePermission("endpoints/listKeys")
  const regenerate = usePermission("endpoints/regenerateKeys")
  const { keys, reveal, hide } = useRevealedKeys(workspace, endpoint)
  const [wanted, setWanted] = useState<KeyType | null>(null)
  const toggle = keys ? (
    <Button size="sm" icon={<EyeOff aria-hidden className="size-4" />} onClick={hide}>
      {t("hide")}
    </Button>
  ) : (
    <GatedButton
      permission={list}
      size="sm"
      icon={<Eye aria-hidden className="size-4" />}
      isPending={reveal.isPending}
      onClick={() => reveal.mutate()}
    >
      {t("reveal")}
    </GatedButton>
  )
  return (
    <Panel title={t("keys")} description={t("keysAbout", { seconds: KEYS_SHOWN_S })} actions={toggle}>
      {!list.isAllowed && <Callout tone="info" title={list.reason} />}
      {reveal.error && <ErrorBlock error={reveal.error} what={t("what")} onRetry={() => reveal.mutate()} />}
      <ul className="flex flex-col gap-3">
        {SLOTS.map(({ type, field }) => (
          <li key={type} className="flex flex-wrap items-center gap-2">
            <span className="w-24 text-fg-2">{t(`types.${type}`)}</span>
            <code className="min-w-0 flex-1 font-mono text-sm">{keys?.[field] ?? HIDDEN}</code>
            {keys && <CopyButton text={keys[field]} label={t("copyKey", { type: t(`types.${type}`) })} />}
            <GatedButton
              permission={regenerate}
              size="sm"
              icon={<RotateCcwKey aria-hidden className="size-4" />}
              aria-label={t("regenerateOne", { type: t(`types.${type}`) })}
              onClick={() => setWanted(type)}
            >
              {t("regenerate")}
            </GatedButton>
          </li>
        ))}
      </ul>
      <RegenerateKey workspace={workspace} endpoint={endpoint} type={wanted} onClose={() => setWanted(null)} />
    </Panel>
  )
}
