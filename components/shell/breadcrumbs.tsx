"use client"

import { ChevronRight } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "use-intl/react"

import { SiblingMenu } from "./sibling-menu.tsx"
import { useCrumbs } from "./use-crumbs.ts"

/** The pages above this one, as links, down to this one; each with the pages beside it. */
export function Breadcrumbs({ workspace }: { readonly workspace: string | undefined }) {
  const t = useTranslations("shell")
  const crumbs = useCrumbs(workspace)
  return (
    <nav aria-label={t("breadcrumbs")} className="min-w-0 max-md:hidden">
      <ol className="flex items-center gap-1 text-sm text-fg-2">
        {crumbs.map(({ href, label, siblings }, index) => (
          <li key={`${index} ${href}`} className="flex min-w-0 items-center gap-1">
            <ChevronRight aria-hidden className="size-3.5 shrink-0" />
            <Link
              href={href}
              className="truncate rounded-sm px-1 py-1 hover:text-fg"
              aria-current={index === crumbs.length - 1 ? "page" : undefined}
            >
              {label}
            </Link>
            {siblings && <SiblingMenu name={label} siblings={siblings} />}
          </li>
        ))}
      </ol>
    </nav>
  )
}
