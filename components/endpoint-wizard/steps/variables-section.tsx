"use client"

import { Plus, Trash2 } from "lucide-react"
import type { ClipboardEvent } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Checkbox, Input } from "#components/ui/controls.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"

import { parseEnvFile } from "../form/parse-env-file.ts"
import { isSecretVariable } from "../form/secrets.ts"
import type { VariableForm } from "../form/wizard-form.ts"
import { useWizard } from "../wizard-context.ts"

const FIELD = "deployment.environment_variables"

/** Settings of the scoring script; secrets among them are never kept in drafts or files. */
export function VariablesSection() {
  const t = useTranslations("wizard")
  const { form, setDeployment, errorOf, touch } = useWizard()
  const { variables } = form.deployment
  const set = (next: VariableForm[]) => setDeployment({ variables: next })
  const paste = (event: ClipboardEvent, index: number) => {
    const pasted = parseEnvFile(event.clipboardData.getData("text"))
    if (pasted.length === 0) return
    event.preventDefault()
    const rest = variables.filter(({ key }, at) => at !== index && !pasted.some((one) => one.key === key))
    set([...rest, ...pasted.map((one) => ({ ...one, isSecret: null, wasSet: false }))])
  }
  const error = errorOf(FIELD)
  return (
    <fieldset data-field={FIELD} className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t("variables")}</legend>
      <p className="text-sm text-fg-2">{t("variablesHint")}</p>
      {variables.map((variable, index) => (
        <VariableRow
          key={index}
          row={index + 1}
          variable={variable}
          error={errorOf(`${FIELD}.${variable.key.trim()}`)}
          onBlur={() => touch(`${FIELD}.${variable.key.trim()}`)}
          onPaste={(event) => paste(event, index)}
          onChange={(change) => set(variables.map((one, at) => (at === index ? { ...one, ...change } : one)))}
          onRemove={() => set(variables.filter((_, at) => at !== index))}
        />
      ))}
      {error && <p className="text-sm text-bad">{error}</p>}
      <Button
        size="sm"
        className="self-start"
        icon={<Plus aria-hidden className="size-3.5" />}
        onClick={() => set([...variables, { key: "", value: "", isSecret: null, wasSet: false }])}
      >
        {t("addVariable")}
      </Button>
    </fieldset>
  )
}

interface VariableRowProps {
  readonly row: number
  readonly variable: VariableForm
  readonly error: string | undefined
  readonly onBlur: () => void
  readonly onPaste: (event: ClipboardEvent) => void
  readonly onChange: (change: Partial<VariableForm>) => void
  readonly onRemove: () => void
}

function VariableRow({ row, variable, error, onBlur, onPaste, onChange, onRemove }: VariableRowProps) {
  const t = useTranslations("wizard")
  const isSecret = isSecretVariable(variable)
  const looksIt = isSecret && variable.isSecret === null
  return (
    <div data-field={`${FIELD}.${variable.key.trim()}`} onBlur={onBlur} className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <Input
          className="min-w-32 flex-1"
          aria-label={t("variableKey", { row })}
          placeholder={t("variableKeyExample")}
          spellCheck={false}
          value={variable.key}
          aria-invalid={error === undefined ? undefined : true}
          onPaste={onPaste}
          onChange={({ target }) => onChange({ key: target.value })}
        />
        <Input
          className="min-w-32 flex-1"
          aria-label={t("variableValue", { row })}
          placeholder={variable.wasSet && variable.value === "" ? t("secretWasSet") : t("value")}
          type={isSecret ? "password" : "text"}
          autoComplete="off"
          spellCheck={false}
          maxLength={32_768}
          value={variable.value}
          onChange={({ target }) => onChange({ value: target.value })}
        />
        <Checkbox
          label={t("secret")}
          checked={isSecret}
          onChange={({ target }) =>
            onChange({ isSecret: target.checked, ...(target.checked ? {} : { wasSet: false }) })
          }
        />
        <IconButton
          label={t("removeRow", { row })}
          icon={<Trash2 aria-hidden className="size-4" />}
          onClick={onRemove}
        />
      </div>
      {looksIt && <p className="text-sm text-fg-2">{t("looksSecret")}</p>}
      {error && <p className="text-sm text-bad">{error}</p>}
    </div>
  )
}
