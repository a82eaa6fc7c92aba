"use client"

import { Sparkles } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { Button } from "#components/ui/button.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { OnlineEndpointView, TestResult } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import { findExample } from "./find-example.ts"

interface ExampleButtonProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
  /** Empty: whoever the split picks. */
  readonly deployment: string
  readonly onFound: (body: string) => void
}

/** Asks the model's own description for an example of a request. */
export function ExampleButton({ workspace, endpoint, deployment, onFound }: ExampleButtonProps) {
  const t = useTranslations("test")
  const toasts = useToasts()
  const path = fillPath(apiPaths.testEndpoint, { workspace, endpoint: endpoint.name })
  const ask = useChange(
    async () => {
      const request = { method: "GET", path: "swagger.json", ...(deployment === "" ? {} : { deployment }) }
      return (await sendJson<TestResult>("POST", path, { body: request })).body
    },
    {
      onDone: ({ body }) => {
        const example = findExample(body)
        if (example === null) toasts.add({ title: t("noExample"), description: t("noExampleHint") })
        else onFound(example)
      },
      onFailed: ({ message }) => toasts.add({ title: t("noExample"), description: message }),
    },
  )
  return (
    <Button
      size="sm"
      icon={<Sparkles aria-hidden className="size-4" />}
      isPending={ask.isPending}
      disabled={endpoint.deployments.every(({ ready_instances: ready }) => ready === 0)}
      onClick={() => ask.mutate()}
    >
      {t("example")}
    </Button>
  )
}
