"use client"

import { Sparkles } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { Button } from "#components/ui/button.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { CreatedSample } from "#lib/samples/contract.ts"
import { apiPaths, fillPath, pagePaths } from "#lib/urls/contract.ts"

/** The sample that comes with Caudal. */
const SAMPLE = "diabetes"

/** Creates an endpoint with a trained model that comes with Caudal, and shows it come to life. */
export function TrySample({ workspace }: { readonly workspace: string }) {
  const t = useTranslations("endpoints")
  const router = useRouter()
  const toasts = useToasts()
  const text = useErrorText()
  const create = useChange(
    async () =>
      await sendJson<CreatedSample>("POST", fillPath(apiPaths.sample, { workspace, sample: SAMPLE }), {
        body: {},
      }),
    {
      onDone: ({ body }) => router.push(pagePaths.endpoint(workspace, body.endpoint_name)),
      onFailed: (error) => toasts.add({ title: t("sampleFailed"), description: text(error) }),
    },
  )
  return (
    <Button
      icon={<Sparkles aria-hidden className="size-4" />}
      isPending={create.isPending}
      onClick={() => create.mutate()}
    >
      {t("trySample")}
    </Button>
  )
}
