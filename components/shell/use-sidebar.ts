"use client"

import { useState } from "react"

import { setCookie } from "#components/data/set-cookie.ts"
import { SIDEBAR_COLLAPSED, SIDEBAR_COOKIE } from "#lib/http/contract.ts"

/** Whether the sidebar shows icons alone. The browser remembers it in a cookie, so the server draws it right at once. */
export function useSidebar(isCollapsedAtFirst: boolean): readonly [isCollapsed: boolean, toggle: () => void] {
  const [isCollapsed, setCollapsed] = useState(isCollapsedAtFirst)
  function toggle() {
    setCookie(SIDEBAR_COOKIE, isCollapsed ? null : SIDEBAR_COLLAPSED)
    setCollapsed(!isCollapsed)
  }
  return [isCollapsed, toggle]
}
