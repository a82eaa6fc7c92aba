"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { Callout } from "#components/ui/callout.tsx"
import { CodeEditor } from "#components/ui/code-editor.tsx"

import { ExtraKeys } from "./extra-keys.tsx"
import { bodiesOf, withBodies } from "./form/documents.ts"
import { readYaml, writeYaml } from "./form/yaml-text.ts"
import { useWizard } from "./wizard-context.ts"

/** The whole form as one text that can be edited: what is typed here is in the steps, and the other way round. */
export function YamlView() {
  const t = useTranslations("wizard")
  const { mode, form, setForm, endpointName } = useWizard()
  const [text, setText] = useState(() => writeYaml(form.yamlText, bodiesOf(form, mode, endpointName)))
  // What `${NAME}` stands for as long as this view is open, also after a text in between that did not have it.
  const [variables] = useState(form.deployment.variables)
  const reading = readYaml(text)
  const problems = reading.ok ? [] : reading.problems

  function type(next: string) {
    setText(next)
    const read = readYaml(next)
    if (!read.ok) return
    const changed = withBodies(form, mode, read.bodies, variables)
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
