"use client"

import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Input, Textarea } from "#components/ui/controls.tsx"
import { Switch } from "#components/ui/switch.tsx"

import { PairsEditor } from "../pairs-editor.tsx"
import type { NameCheck } from "../use-name-check.ts"
import { useWizard } from "../wizard-context.ts"
import { WizardField } from "../wizard-field.tsx"

/** What the endpoint is called, and whether a first deployment comes with it. */
export function BasicsStep({ nameCheck }: { readonly nameCheck: NameCheck }) {
  const t = useTranslations("wizard")
  const common = useTranslations("common")
  const { form, setForm, setEndpoint } = useWizard()
  const { endpoint } = form
  const { state, suggestion, scoringUri } = nameCheck
  return (
    <>
      <WizardField field="endpoint.name" label={t("name")} hint={t("nameHint")}>
        {(control) => (
          <Input
            {...control}
            value={endpoint.name}
            autoComplete="off"
            spellCheck={false}
            required
            onChange={({ target }) => setEndpoint({ name: target.value })}
          />
        )}
      </WizardField>
      <div role="status" className="-mt-2 flex min-h-6 flex-wrap items-center gap-2 text-sm text-fg-2">
        {state === "checking" && t("nameChecking")}
        {state === "free" && t.rich("nameFree", { uri: () => <code className="font-mono">{scoringUri}</code> })}
        {state === "taken" && suggestion !== "" && (
          <Button size="sm" onClick={() => setEndpoint({ name: suggestion })}>
            {t("useName", { name: suggestion })}
          </Button>
        )}
      </div>
      <WizardField field="endpoint.description" label={t("description")} aside={common("optional")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={5000}
            value={endpoint.description}
            onChange={({ target }) => setEndpoint({ description: target.value })}
          />
        )}
      </WizardField>
      <PairsEditor
        field="endpoint.tags"
        legend={t("tags")}
        pairs={endpoint.tags}
        onChange={(tags) => setEndpoint({ tags })}
      />
      <div className="flex flex-col gap-1">
        <Switch
          label={t("firstDeployment")}
          isOn={form.hasDeployment}
          onChange={(hasDeployment) => setForm({ hasDeployment })}
        />
        <p className="text-sm text-fg-2">{t(form.hasDeployment ? "firstDeploymentOn" : "firstDeploymentOff")}</p>
      </div>
    </>
  )
}
