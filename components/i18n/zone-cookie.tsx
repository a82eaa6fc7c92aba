"use client"

import { useRouter } from "next/navigation"
import { useEffect } from "react"

const NAME = "caudal-zone"

/** Tells the server the browser's time zone, so that both write the same times. */
export function ZoneCookie() {
  const router = useRouter()
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const text = `${NAME}=${encodeURIComponent(timeZone)}`
    if (document.cookie.split("; ").includes(text)) return
    document.cookie = `${text}; path=/; max-age=31536000; samesite=lax`
    router.refresh()
  }, [router])
  return null
}
