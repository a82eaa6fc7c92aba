"use client"

import { FileUp } from "lucide-react"
import { useRef } from "react"
import { useTranslations } from "use-intl/react"

import { environmentsQuery, environmentVersionQuery, environmentVersionsQuery } from "#components/data/asset-queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Button } from "#components/ui/button.tsx"
import { CodeEditor } from "#components/ui/code-editor.tsx"

import { AssetSelect } from "../asset-select.tsx"
import { Choice } from "../choice.tsx"
import { CONDA_TEXTS } from "../starting-texts.ts"
import type { CondaText } from "../starting-texts.ts"
import { useWizard } from "../wizard-context.ts"

const CONDA = "deployment.environment.conda_file"

const names = Object.keys(CONDA_TEXTS).filter((name): name is CondaText => name in CONDA_TEXTS)

/** What is installed for the scoring script. */
export function EnvironmentSection() {
  const t = useTranslations("wizard")
  const { workspace, form, setDeployment, errorOf } = useWizard()
  const { deployment } = form
  const error = errorOf("deployment.environment")
  return (
    <section className="flex flex-col gap-3">
      <Choice
        legend={t("environment")}
        value={deployment.environmentSource}
        onChange={(environmentSource) => setDeployment({ environmentSource })}
        options={[
          { value: "conda", label: t("environmentConda"), hint: t("environmentCondaHint") },
          { value: "registered", label: t("environmentRegistered"), hint: t("environmentRegisteredHint") },
        ]}
      />
      {deployment.environmentSource === "conda" ? (
        <CondaEditor />
      ) : (
        <div data-field="deployment.environment" className="flex flex-col gap-2">
          <AssetSelect
            label={t("environment")}
            empty={t("noEnvironments")}
            value={deployment.environmentReference}
            names={environmentsQuery(workspace)}
            versions={(name) => environmentVersionsQuery(workspace, name)}
            onChange={(environmentReference) => setDeployment({ environmentReference })}
          />
          <EditAsConda reference={deployment.environmentReference} />
          {error && <p className="text-sm text-bad">{error}</p>}
        </div>
      )}
    </section>
  )
}

function CondaEditor() {
  const t = useTranslations("wizard")
  const { form, setDeployment, errorOf, touch } = useWizard()
  const file = useRef<HTMLInputElement>(null)
  const error = errorOf(CONDA)
  return (
    <div data-field={CONDA} className="flex flex-col gap-2">
      <div role="group" aria-label={t("startFrom")} className="flex flex-wrap items-center gap-2">
        <span className="text-sm text-fg-2">{t("startFrom")}</span>
        {names.map((name) => (
          <Button key={name} size="sm" onClick={() => setDeployment({ condaText: CONDA_TEXTS[name] })}>
            {name}
          </Button>
        ))}
        <Button size="sm" icon={<FileUp aria-hidden className="size-3.5" />} onClick={() => file.current?.click()}>
          {t("condaFile")}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          accept=".yml,.yaml"
          data-picks="conda"
          onChange={({ currentTarget }) => {
            const [picked] = currentTarget.files ?? []
            currentTarget.value = ""
            void picked?.text().then((condaText) => setDeployment({ condaText }))
          }}
        />
      </div>
      <CodeEditor
        language="yaml"
        label={t("condaText")}
        value={form.deployment.condaText}
        isInvalid={error !== undefined}
        onBlur={() => touch(CONDA)}
        onChange={(condaText) => setDeployment({ condaText })}
      />
      <p className="text-sm text-fg-2">{t("condaHint")}</p>
      {error && <p className="text-sm text-bad">{error}</p>}
    </div>
  )
}

/** Takes the conda file of an environment over into the editor, to mend a package without starting again. */
function EditAsConda({ reference }: { readonly reference: string }) {
  const t = useTranslations("wizard")
  const { workspace, setDeployment } = useWizard()
  const [, name = "", version = ""] = /^azureml:([^:@]+):(.+)$/.exec(reference) ?? []
  const { data } = useApi(environmentVersionQuery(workspace, name, version), { isEnabled: version !== "" })
  const condaText = data?.conda_file
  if (!condaText) return null
  const image = data.image ?? ""
  return (
    <Button
      size="sm"
      className="self-start"
      onClick={() => setDeployment({ environmentSource: "conda", condaText, image })}
    >
      {t("editConda")}
    </Button>
  )
}
