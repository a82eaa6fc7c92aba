"use client"

import { Braces, Send, Square } from "lucide-react"
import { parseAsString, useQueryState } from "nuqs"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { GatedButton } from "#components/identity/gated-button.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { useShortcut } from "#components/shortcuts/use-shortcut.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { CodeEditor } from "#components/ui/code-editor.tsx"
import { Input, Select } from "#components/ui/controls.tsx"
import { Field } from "#components/ui/field.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { checkBody } from "./check-body.ts"
import { DeploymentPicker } from "./deployment-picker.tsx"
import { ExampleButton } from "./example-button.tsx"
import { findObstacle } from "./find-obstacle.ts"
import { useKeptText } from "./use-kept-text.ts"
import type { TestRequest, TestState } from "./use-test-request.ts"

const METHODS = ["POST", "GET"] as const
const TIMES = [1, 5, 20, 50] as const
const START_BODY = '{\n  "data": []\n}'

interface RequestFormProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
  readonly state: TestState
  readonly onSend: (requests: readonly TestRequest[], times: number) => void
  readonly onCancel: () => void
}

/** What is sent, to whom and how often. */
export function RequestForm({ workspace, endpoint, state, onSend, onCancel }: RequestFormProps) {
  const t = useTranslations("test")
  const permission = usePermission("endpoints/score")
  const [deployment, setDeployment] = useQueryState("dep", parseAsString.withDefault(""))
  const [other, setOther] = useQueryState("cmp", parseAsString.withDefault(""))
  const [body, setBody] = useKeptText(`caudal-test:${workspace}/${endpoint.name}`, START_BODY)
  const [method, setMethod] = useState<(typeof METHODS)[number]>("POST")
  const [path, setPath] = useState("score")
  const [times, setTimes] = useState(1)
  const problem = method === "POST" ? checkBody(body) : null
  const obstacle = findObstacle(endpoint.deployments, deployment)
  const blocked = permission.reason ?? (obstacle && t(obstacle))
  const known = (name: string) => endpoint.deployments.some((one) => one.name === name)

  function submit() {
    if (blocked !== null || state.kind === "sending" || problem?.kind === "tooLarge") return
    const request = { method, path, body: method === "POST" ? body : "" }
    const names = [deployment, other].filter(known)
    onSend(names.length === 0 ? [request] : names.map((name) => ({ ...request, deployment: name })), times)
  }

  useShortcut({ keys: "mod+enter", label: t("send"), run: submit })

  return (
    <Panel title={t("request")} description={t("requestAbout")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div className="grid gap-3 sm:grid-cols-2">
          <DeploymentPicker
            label={t("sendTo")}
            none={t("bySplit")}
            deployments={endpoint.deployments}
            value={deployment}
            onChange={(name) => void setDeployment(name === "" ? null : name)}
          />
          <DeploymentPicker
            label={t("compareWith")}
            none={t("nobody")}
            deployments={endpoint.deployments.filter(({ name }) => name !== deployment)}
            value={deployment === "" ? "" : other}
            isDisabled={deployment === ""}
            onChange={(name) => void setOther(name === "" ? null : name)}
          />
        </div>
        {method === "POST" && (
          <div className="flex flex-col gap-2">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-medium">{t("body")}</span>
              <div className="flex flex-wrap gap-2">
                <ExampleButton workspace={workspace} endpoint={endpoint} deployment={deployment} onFound={setBody} />
                <Button
                  size="sm"
                  icon={<Braces aria-hidden className="size-4" />}
                  disabled={problem !== null}
                  onClick={() => setBody(JSON.stringify(JSON.parse(body), null, 2))}
                >
                  {t("format")}
                </Button>
              </div>
            </div>
            <CodeEditor
              language="json"
              label={t("body")}
              value={body}
              onChange={setBody}
              onSubmit={submit}
              isInvalid={problem !== null}
            />
            {problem && (
              <p className="text-sm text-warn">
                {problem.kind === "tooLarge" ? t("bodyTooLarge") : t("bodyNotJson", { message: problem.message })}
              </p>
            )}
          </div>
        )}
        <details>
          <summary className="min-h-6 font-medium">{t("advanced")}</summary>
          <div className="mt-3 grid gap-3 sm:grid-cols-3">
            <Field label={t("method")}>
              {(control) => (
                <Select
                  {...control}
                  value={method}
                  onChange={({ target }) => setMethod(target.value === "GET" ? "GET" : "POST")}
                >
                  {METHODS.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={t("path")} hint={t("pathHint")}>
              {(control) => <Input {...control} value={path} onChange={({ target }) => setPath(target.value)} />}
            </Field>
            <Field label={t("times")}>
              {(control) => (
                <Select {...control} value={times} onChange={({ target }) => setTimes(Number(target.value))}>
                  {TIMES.map((count) => (
                    <option key={count} value={count}>
                      {t("timesOption", { count })}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
        </details>
        {blocked !== null && <Callout tone="info" title={blocked} />}
        <div className="flex flex-wrap items-center gap-3">
          {state.kind === "sending" ? (
            <Button icon={<Square aria-hidden className="size-4" />} onClick={onCancel}>
              {t("cancel", { done: state.done, total: state.total })}
            </Button>
          ) : (
            <GatedButton
              permission={permission}
              type="submit"
              variant="primary"
              icon={<Send aria-hidden className="size-4" />}
              disabled={blocked !== null || problem?.kind === "tooLarge"}
            >
              {t("send")}
            </GatedButton>
          )}
          <span className="text-sm text-fg-2">{t("sendHint")}</span>
        </div>
      </form>
    </Panel>
  )
}
