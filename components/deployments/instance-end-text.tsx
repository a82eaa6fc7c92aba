"use client"

import { useTranslations } from "use-intl/react"

import { describeEnd } from "#lib/deployments/contract.ts"
import type { InstanceEnd } from "#lib/deployments/contract.ts"

/** How an instance ended, in words. */
export function InstanceEndText({ end }: { readonly end: InstanceEnd }) {
  const t = useTranslations("deployments.end")
  const described = describeEnd(end)
  switch (described.kind) {
    case "notStarted":
    case "script":
      return t(described.kind, { message: described.message })
    case "signal":
      return t("signal", { signal: described.signal })
    case "exit":
      return t("exit", { code: described.code })
    case "memory":
    case "vanished":
      return t(described.kind)
  }
}
