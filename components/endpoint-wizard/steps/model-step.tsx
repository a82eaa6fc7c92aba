"use client"

import { useTranslations } from "use-intl/react"

import { modelsQuery, modelVersionsQuery } from "#components/data/asset-queries.ts"
import { Input, Textarea } from "#components/ui/controls.tsx"
import { UploadBox } from "#components/upload/upload-box.tsx"

import { AssetSelect } from "../asset-select.tsx"
import { Choice } from "../choice.tsx"
import { PairsEditor } from "../pairs-editor.tsx"
import { useWizard } from "../wizard-context.ts"
import { WizardField } from "../wizard-field.tsx"

/** What the deployment is called and which model it serves. */
export function ModelStep() {
  const t = useTranslations("wizard")
  const common = useTranslations("common")
  const { workspace, mode, form, setDeployment, uploads, errorOf } = useWizard()
  const { deployment } = form
  const error = errorOf("deployment.model")
  return (
    <>
      <WizardField
        field="deployment.name"
        label={t("deploymentName")}
        hint={mode === "edit" ? t("nameFixed") : t("deploymentNameHint")}
      >
        {(control) => (
          <Input
            {...control}
            value={deployment.name}
            autoComplete="off"
            spellCheck={false}
            required
            disabled={mode === "edit"}
            onChange={({ target }) => setDeployment({ name: target.value })}
          />
        )}
      </WizardField>
      <Choice
        legend={t("model")}
        value={deployment.modelSource}
        onChange={(modelSource) => setDeployment({ modelSource })}
        options={[
          { value: "upload", label: t("modelUpload"), hint: t("modelUploadHint") },
          { value: "registered", label: t("modelRegistered"), hint: t("modelRegisteredHint") },
          { value: "none", label: t("modelNone"), hint: t("modelNoneHint") },
        ]}
      />
      <div data-field="deployment.model" className="flex flex-col gap-2">
        {deployment.modelSource === "upload" && (
          <UploadBox
            kind="model"
            known={deployment.modelUpload}
            upload={uploads.model}
            onForget={() => setDeployment({ modelUpload: null })}
          />
        )}
        {deployment.modelSource === "registered" && (
          <AssetSelect
            label={t("model")}
            empty={t("noModels")}
            value={deployment.modelReference}
            names={modelsQuery(workspace)}
            versions={(name) => modelVersionsQuery(workspace, name)}
            onChange={(modelReference) => setDeployment({ modelReference })}
          />
        )}
        {error && <p className="text-sm text-bad">{error}</p>}
      </div>
      <WizardField field="deployment.description" label={t("description")} aside={common("optional")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={5000}
            value={deployment.description}
            onChange={({ target }) => setDeployment({ description: target.value })}
          />
        )}
      </WizardField>
      <PairsEditor
        field="deployment.tags"
        legend={t("tags")}
        pairs={deployment.tags}
        onChange={(tags) => setDeployment({ tags })}
      />
    </>
  )
}
