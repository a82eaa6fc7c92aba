"use client"

import { useTranslations } from "use-intl/react"

import { useShortcut } from "#components/shortcuts/use-shortcut.ts"

interface LogShortcutsProps {
  readonly onFollow: () => void
  readonly onWrap: () => void
  readonly onPrevious: () => void
  readonly onEnd: () => void
  readonly onCopy: () => void
  /** To the next or the previous of what the search found. */
  readonly onMatch: (by: 1 | -1) => void
  readonly onLine: (by: 1 | -1) => void
}

/** The keys of the Logs tab. */
export function LogShortcuts(props: LogShortcutsProps) {
  const t = useTranslations("logs.keys")
  useShortcut({ keys: "f", label: t("follow"), run: props.onFollow })
  useShortcut({ keys: "p", label: t("previous"), run: props.onPrevious })
  useShortcut({ keys: "w", label: t("wrap"), run: props.onWrap })
  useShortcut({ keys: "n", label: t("nextMatch"), run: () => props.onMatch(1) })
  useShortcut({ keys: "N", label: t("previousMatch"), run: () => props.onMatch(-1) })
  useShortcut({ keys: "j", label: t("nextLine"), run: () => props.onLine(1) })
  useShortcut({ keys: "k", label: t("previousLine"), run: () => props.onLine(-1) })
  useShortcut({ keys: "y", label: t("copy"), run: props.onCopy })
  useShortcut({ keys: "End", label: t("end"), run: props.onEnd })
  return null
}
