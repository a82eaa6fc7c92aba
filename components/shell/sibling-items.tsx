"use client"

import { useTranslations } from "use-intl/react"

import { endpointQuery, endpointsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { MenuLink } from "#components/ui/menu.tsx"
import { ENDPOINT_TABS, pagePaths } from "#lib/urls/contract.ts"

import type { Siblings } from "./siblings.ts"

/** The entries of a menu of siblings. */
export function SiblingItems({ siblings }: { readonly siblings: Siblings }) {
  const t = useTranslations("titles")
  const { kind, workspace, endpoint } = siblings
  const endpoints = useApi(endpointsQuery(workspace), { isEnabled: kind === "endpoints" })
  const own = useApi(endpointQuery(workspace, endpoint), { isEnabled: kind === "deployments" })
  switch (kind) {
    case "tabs":
      return ENDPOINT_TABS.map((tab) => (
        <MenuLink key={tab} href={pagePaths.endpointTab(workspace, endpoint, tab)} isCurrent={tab === siblings.tab}>
          {t(tab)}
        </MenuLink>
      ))
    case "endpoints":
      return endpoints.data?.items.map(({ id, name }) => (
        <MenuLink key={id} href={pagePaths.endpointTab(workspace, name, siblings.tab)} isCurrent={name === endpoint}>
          {name}
        </MenuLink>
      ))
    case "deployments":
      return own.data?.deployments.map(({ name }) => (
        <MenuLink
          key={name}
          href={pagePaths.deployment(workspace, endpoint, name)}
          isCurrent={name === siblings.deployment}
        >
          {name}
        </MenuLink>
      ))
  }
}
