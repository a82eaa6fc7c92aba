"use client"

import { Check, Copy } from "lucide-react"
import { useEffect, useState } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "./button.tsx"
import { IconButton } from "./icon-button.tsx"
import { useCopy } from "./use-copy.ts"

const SHOWN_MS = 2000

interface CopyButtonProps {
  readonly text: string
  /** What is copied, for its name: "Copy scoring URI". */
  readonly label: string
  /** Shows the label beside the icon. */
  readonly isWide?: boolean
}

/** Copies a text and says so. */
export function CopyButton({ text, label, isWide = false }: CopyButtonProps) {
  const t = useTranslations("common")
  const copyText = useCopy()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isCopied])
  const icon = isCopied ? <Check aria-hidden className="size-4 text-ok" /> : <Copy aria-hidden className="size-4" />
  const copy = () => void copyText(text).then(setCopied)
  const name = isCopied ? t("copied") : label
  return isWide ? (
    <Button size="sm" icon={icon} onClick={copy}>
      {name}
    </Button>
  ) : (
    <IconButton label={name} icon={icon} onClick={copy} />
  )
}
