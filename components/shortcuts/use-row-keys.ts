"use client"

import { useRef } from "react"
import type { RefObject } from "react"
import { useTranslations } from "use-intl/react"

import { useShortcut } from "./use-shortcut.ts"

/**
 * Keys of a list: `j` and `k` go to the next and previous row's link (Enter then opens it), `x` chooses the row. The
 * focus itself is the position, so readers and the eye follow it, and there is no second cursor.
 *
 * @returns where to put the list; its rows have `data-row`, their links `data-row-link`
 */
export function useRowKeys<E extends HTMLElement>({ canSelect = false } = {}): RefObject<E | null> {
  const t = useTranslations("rows")
  const list = useRef<E>(null)
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])]
  const move = (step: 1 | -1) => {
    const all = rows()
    const at = all.findIndex((row) => row.contains(document.activeElement))
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]
    next?.querySelector<HTMLElement>("[data-row-link]")?.focus()
    // Below the sticky bar of the studio (WCAG 2.4.11).
    next?.scrollIntoView({ block: "nearest" })
  }
  const choose = () => {
    const row = rows().find((one) => one.contains(document.activeElement))
    row?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click()
  }
  useShortcut({ keys: "j", label: t("next"), run: () => move(1) })
  useShortcut({ keys: "k", label: t("previous"), run: () => move(-1) })
  useShortcut({ keys: "x", label: t("select"), run: choose, isEnabled: canSelect })
  return list
}
