"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { Callout } from "#components/ui/callout.tsx"
import { CodeEditor } from "#components/ui/code-editor.tsx"

import { ExtraKeys } from "./extra-keys.tsx"
import { fromDeploymentRequest, fromEndpointRequest } from "./form/from-requests.ts"
import { withPlaceholders } from "./form/secrets.ts"
import type { WizardMode } from "./form/steps.ts"
import { toDeploymentRequest, toEndpointRequest } from "./form/to-requests.ts"
import type { RequestBody } from "./form/to-requests.ts"
import type { WizardForm } from "./form/wizard-form.ts"
import { readYaml, writeYaml } from "./form/yaml-text.ts"
import { useWizard } from "./wizard-context.ts"

/** The whole form as one text that can be edited: what is typed here is in the steps, and the other way round. */
export function YamlView() {
  const t = useTranslations("wizard")
  const { mode, form, setForm, endpointName } = useWizard()
  const [text, setText] = useState(() => writeYaml(form.yamlText, bodiesOf(form, mode, endpointName)))
  // What `${NAME}` stands for as long as this view is open, also after a text in between that did not have it.
  const [secrets] = useState(form.deployment.variables)
  const reading = readYaml(text)
  const problems = reading.ok ? [] : reading.problems

  function type(next: string) {
    setText(next)
    const read = readYaml(next)
    if (!read.ok) return
    const before = { ...form, deployment: { ...form.deployment, variables: secrets } }
    const changed = withBodies(before, mode, read.bodies)
    // A secret that was typed into the text leaves it here: the draft keeps a placeholder.
    setForm({ ...changed, yamlText: writeYaml(next, bodiesOf(changed, mode, changed.endpoint.name || endpointName)) })
  }

  return (
    <>
      <p className="text-fg-2">{t("yamlHint")}</p>
      {problems.length > 0 && (
        <Callout tone="warn" title={t("yamlPaused", { count: problems.length })} isAlert>
          <ul>
            {problems.map(({ kind, line, detail }, index) => (
              <li key={index}>{t(`yamlProblem.${kind}`, { line, detail })}</li>
            ))}
          </ul>
        </Callout>
      )}
      <CodeEditor language="yaml" label={t("yamlText")} value={text} isInvalid={problems.length > 0} onChange={type} />
      <ExtraKeys />
    </>
  )
}

function bodiesOf(form: WizardForm, mode: WizardMode, endpointName: string): readonly RequestBody[] {
  const shown = withPlaceholders(form)
  const deployment = toDeploymentRequest(shown.deployment, endpointName)
  if (mode !== "endpoint") return [deployment]
  const endpoint = toEndpointRequest(shown.endpoint)
  return form.hasDeployment ? [endpoint, deployment] : [endpoint]
}

function withBodies(form: WizardForm, mode: WizardMode, bodies: readonly RequestBody[]): WizardForm {
  const [first = {}, second] = bodies
  if (mode !== "endpoint") return { ...form, deployment: fromDeploymentRequest(first, form.deployment) }
  return {
    ...form,
    endpoint: fromEndpointRequest(first),
    hasDeployment: second !== undefined,
    deployment: second ? fromDeploymentRequest(second, form.deployment) : form.deployment,
  }
}
