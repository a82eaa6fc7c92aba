"use client"

import { useTranslations } from "use-intl/react"

import { copyText } from "./copy-text.ts"
import type { ToastOptions } from "./toast-queue.ts"
import { useToasts } from "./toasts.tsx"

/** Copies a text and says so, with `done` if it is given; says what to do where the browser does not copy. Answers whether it did. */
export function useCopy(): (text: string, done?: ToastOptions) => Promise<boolean> {
  const t = useTranslations("common")
  const toasts = useToasts()
  return async (text, done) => {
    const isCopied = await copyText(text)
    if (!isCopied) toasts.add({ id: "not-copied", title: t("notCopied"), description: t("notCopiedHint") })
    else if (done) toasts.add(done)
    return isCopied
  }
}
