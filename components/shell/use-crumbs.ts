"use client"

import type Link from "next/link"
import { useParams, usePathname } from "next/navigation"
import type { ComponentProps } from "react"
import { useTranslations } from "use-intl/react"

import { ENDPOINT_TABS, pagePaths } from "#lib/urls/contract.ts"

import type { Siblings } from "./siblings.ts"

/** One of the pages above the one on the screen, or that page itself. */
interface Crumb {
  readonly href: ComponentProps<typeof Link>["href"] & string
  readonly label: string
  readonly siblings?: Siblings
}

/** The way from the workspace to the page on the screen, by its address alone. */
export function useCrumbs(workspace: string | undefined): readonly Crumb[] {
  const t = useTranslations("titles")
  const pathname = usePathname()
  const params = useParams<{ endpoint?: string; deployment?: string }>()
  if (pathname === pagePaths.me) return [{ href: pagePaths.me, label: t("me") }]
  if (workspace === undefined) return []
  if (params.endpoint !== undefined) {
    const endpoint = decodeURIComponent(params.endpoint)
    const deployment = params.deployment === undefined ? null : decodeURIComponent(params.deployment)
    return endpointCrumbs({ workspace, endpoint, deployment, pathname }, t)
  }
  const endpoints = { href: pagePaths.endpoints(workspace), label: t("endpoints") }
  const pages = [
    endpoints,
    { href: pagePaths.activity(workspace), label: t("activity") },
    { href: pagePaths.newEndpoint(workspace), label: t("newEndpoint") },
    { href: pagePaths.deletedEndpoints(workspace), label: t("deletedEndpoints") },
  ]
  const own = pages.find(({ href }) => href === pathname)
  if (!own) return []
  return own !== endpoints && own.href.startsWith(endpoints.href) ? [endpoints, own] : [own]
}

interface Place {
  readonly workspace: string
  readonly endpoint: string
  readonly deployment: string | null
  readonly pathname: string
}

function endpointCrumbs(
  { workspace, endpoint, deployment, pathname }: Place,
  t: ReturnType<typeof useTranslations<"titles">>,
): readonly Crumb[] {
  const found = ENDPOINT_TABS.find(
    (one) => one !== "overview" && pathname.startsWith(pagePaths.endpointTab(workspace, endpoint, one)),
  )
  const tab = found ?? "overview"
  const place = { workspace, endpoint }
  return [
    { href: pagePaths.endpoints(workspace), label: t("endpoints") },
    { href: pagePaths.endpoint(workspace, endpoint), label: endpoint, siblings: { ...place, kind: "endpoints", tab } },
    {
      href: pagePaths.endpointTab(workspace, endpoint, tab),
      label: t(tab),
      siblings: { ...place, kind: "tabs", tab },
    },
    ...(deployment === null
      ? []
      : [
          {
            href: pagePaths.deployment(workspace, endpoint, deployment),
            label: deployment,
            siblings: { ...place, kind: "deployments" as const, deployment },
          },
        ]),
  ]
}
