"use client"

import { useRouter } from "next/navigation"
import { useEffect } from "react"

import { setCookie } from "#components/data/set-cookie.ts"
import { ZONE_COOKIE } from "#lib/http/contract.ts"

/** Tells the server the browser's time zone, so that both write the same times. */
export function ZoneCookie() {
  const router = useRouter()
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    if (document.cookie.split("; ").includes(`${ZONE_COOKIE}=${encodeURIComponent(timeZone)}`)) return
    setCookie(ZONE_COOKIE, timeZone)
    router.refresh()
  }, [router])
  return null
}
