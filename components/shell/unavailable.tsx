"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useEffect } from "react"
import { useTranslations } from "use-intl/react"

import { meQuery } from "#components/data/queries.ts"
import { askFor } from "#components/data/use-api.ts"

const AGAIN_MS = 5000

/** In place of every page while nobody can be told who looks. Goes on by itself: the page comes once the studio answers. */
export function Unavailable() {
  const t = useTranslations("states")
  const client = useQueryClient()
  const router = useRouter()
  // The outside system is the studio.
  useEffect(() => {
    const ask = async () => {
      const isThere = await client.fetchQuery({ ...askFor(meQuery), staleTime: 0, retry: false }).catch(() => null)
      if (isThere) router.refresh()
    }
    const timer = setInterval(() => void ask(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [client, router])
  return (
    <main id="content" className="mx-auto flex max-w-prose flex-col items-start gap-4 p-6">
      <h1 className="text-xl font-semibold">{t("unavailableTitle")}</h1>
      <p>{t("unavailableHint", { seconds: AGAIN_MS / 1000 })}</p>
    </main>
  )
}
