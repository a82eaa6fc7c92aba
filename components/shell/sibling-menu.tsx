"use client"

import { ChevronDown } from "lucide-react"
import dynamic from "next/dynamic"
import { useTranslations } from "use-intl/react"

import { IconButton } from "#components/ui/icon-button.tsx"
import { Menu } from "#components/ui/menu.tsx"

import type { Siblings } from "./siblings.ts"

const SiblingItems = dynamic(async () => (await import("./sibling-items.tsx")).SiblingItems, { ssr: false })

/** The pages beside one of the breadcrumbs; they are asked for when the menu opens. */
export function SiblingMenu({ name, siblings }: { readonly name: string; readonly siblings: Siblings }) {
  const t = useTranslations("shell")
  const trigger = (
    <IconButton
      label={t("siblings", { name })}
      icon={<ChevronDown aria-hidden className="size-3.5" />}
      className="size-6"
    />
  )
  return (
    <Menu trigger={trigger} align="start">
      <SiblingItems siblings={siblings} />
    </Menu>
  )
}
