"use client"

import { useSyncExternalStore } from "react"
import { useTranslations } from "use-intl/react"

import { Checkbox } from "#components/ui/controls.tsx"

import { canNotify, isNotifying, setNotifying, subscribeToNotifying } from "./browser-notices.ts"

/** Whether the browser tells that an operation ended while its page is in the background. Nothing where it cannot. */
export function NoticeSwitch() {
  const t = useTranslations("operations")
  const isOn = useSyncExternalStore(subscribeToNotifying, isNotifying, () => false)
  if (!canNotify()) return null
  return (
    <div className="border-t border-line px-3 py-2">
      <Checkbox label={t("notices")} checked={isOn} onChange={({ target }) => void setNotifying(target.checked)} />
    </div>
  )
}
