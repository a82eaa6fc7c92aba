"use client"

import { Eye, EyeOff } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { CopyButton } from "#components/ui/copy-button.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"

/** Environment variables by name. Each value is hidden until it is asked for: somebody may look over the shoulder. */
export function VariableTable({ variables }: { readonly variables: Readonly<Record<string, string>> }) {
  const t = useTranslations("deployments.variables")
  const entries = Object.entries(variables).toSorted(([a], [b]) => a.localeCompare(b))
  if (entries.length === 0) return <p className="text-fg-2">{t("none")}</p>
  return (
    <ul className="flex flex-col divide-y divide-line">
      {entries.map(([name, value]) => (
        <Variable key={name} name={name} value={value} />
      ))}
    </ul>
  )
}

function Variable({ name, value }: { readonly name: string; readonly value: string }) {
  const t = useTranslations("deployments.variables")
  const [isShown, setShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <li className="flex min-h-(--row) flex-wrap items-center gap-x-3">
      <code className="min-w-0 flex-1 basis-40 font-mono text-sm">{name}</code>
      <code className="min-w-0 flex-1 basis-40 font-mono text-sm text-fg-2">
        {isShown ? (
          value
        ) : (
          <>
            <span aria-hidden>••••••••</span>
            <span className="sr-only">{t("hidden")}</span>
          </>
        )}
      </code>
      <span className="flex">
        <IconButton
          label={t(isShown ? "hide" : "show", { name })}
          icon={<Icon aria-hidden className="size-4" />}
          onClick={() => setShown(!isShown)}
        />
        <CopyButton text={value} label={t("copy", { name })} />
      </span>
    </li>
  )
}
