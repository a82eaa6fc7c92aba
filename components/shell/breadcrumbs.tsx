"use client"

import { ChevronRight } from "lucide-react"
import Link from "next/link"
import { useParams, usePathname } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { ENDPOINT_TABS, pagePaths } from "#lib/urls/contract.ts"

/** The pages above this one, as links, down to this one. */
export function Breadcrumbs({ workspace }: { readonly workspace: string | undefined }) {
  const t = useTranslations()
  const crumbs = useCrumbs(workspace)
  return (
    <nav aria-label={t("shell.breadcrumbs")} className="min-w-0 max-md:hidden">
      <ol className="flex items-center gap-1 text-sm text-fg-2">
        {crumbs.map(({ href, label }, index) => (
          <li key={href} className="flex min-w-0 items-center gap-1">
            <ChevronRight aria-hidden className="size-3.5 shrink-0" />
            <Link
              href={href}
              className="truncate rounded-sm px-1 py-1 hover:text-fg"
              aria-current={index === crumbs.length - 1 ? "page" : undefined}
            >
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function useCrumbs(workspace: string | undefined) {
  const t = useTranslations("titles")
  const pathname = usePathname()
  const params = useParams<{ endpoint?: string; deployment?: string }>()
  if (pathname === pagePaths.me) return [{ href: pagePaths.me, label: t("me") }]
  if (workspace === undefined) return []
  const endpoints = { href: pagePaths.endpoints(workspace), label: t("endpoints") }
  const fixed = [
    endpoints,
    { href: pagePaths.activity(workspace), label: t("activity") },
    { href: pagePaths.newEndpoint(workspace), label: t("newEndpoint") },
    { href: pagePaths.deletedEndpoints(workspace), label: t("deletedEndpoints") },
  ]
  if (params.endpoint === undefined) {
    const own = fixed.find(({ href }) => href === pathname)
    if (!own) return []
    return own.href !== endpoints.href && own.href.startsWith(endpoints.href) ? [endpoints, own] : [own]
  }
  const name = decodeURIComponent(params.endpoint)
  const tab = ENDPOINT_TABS.find(
    (one) => one !== "overview" && pathname.startsWith(pagePaths.endpointTab(workspace, name, one)),
  )
  return [
    endpoints,
    { href: pagePaths.endpoint(workspace, name), label: name },
    ...(tab ? [{ href: pagePaths.endpointTab(workspace, name, tab), label: t(tab) }] : []),
    ...(params.deployment === undefined
      ? []
      : [
          {
            href: pagePaths.deployment(workspace, name, decodeURIComponent(params.deployment)),
            label: decodeURIComponent(params.deployment),
          },
        ]),
  ]
}
