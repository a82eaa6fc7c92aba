"use client"

import { useTranslations } from "use-intl/react"

import { codesQuery, codeVersionsQuery } from "#components/data/asset-queries.ts"
import { CodeEditor } from "#components/ui/code-editor.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Input } from "#components/ui/controls.tsx"
import { UploadBox } from "#components/upload/upload-box.tsx"
import { lookAtScript } from "#lib/deployments/contract.ts"

import { AssetSelect } from "../asset-select.tsx"
import { Choice } from "../choice.tsx"
import { SCRIPT_TEMPLATE } from "../starting-texts.ts"
import { useWizard } from "../wizard-context.ts"
import { WizardField } from "../wizard-field.tsx"

const CODE = "deployment.code_configuration.code"
const SCRIPT = "deployment.code_configuration.scoring_script"

/** Where the scoring script comes from. */
export function CodeSection() {
  const t = useTranslations("wizard")
  const { workspace, form, setDeployment, uploads, errorOf } = useWizard()
  const { deployment } = form
  const error = errorOf(CODE)
  return (
    <section className="flex flex-col gap-3">
      <Choice
        legend={t("code")}
        value={deployment.codeSource}
        onChange={(codeSource) =>
          setDeployment({
            codeSource,
            ...(codeSource === "write" && deployment.codeText === "" ? { codeText: SCRIPT_TEMPLATE } : {}),
          })
        }
        options={[
          { value: "upload", label: t("codeUpload"), hint: t("codeUploadHint") },
          { value: "write", label: t("codeWrite"), hint: t("codeWriteHint") },
          { value: "registered", label: t("codeRegistered"), hint: t("codeRegisteredHint") },
        ]}
      />
      <div data-field={CODE} className="flex flex-col gap-2">
        {deployment.codeSource === "upload" && (
          <UploadBox
            kind="code"
            known={deployment.codeUpload}
            upload={uploads.code}
            onForget={() => setDeployment({ codeUpload: null })}
          />
        )}
        {deployment.codeSource === "registered" && (
          <AssetSelect
            label={t("code")}
            empty={t("noCodes")}
            value={deployment.codeReference}
            names={codesQuery(workspace)}
            versions={(name) => codeVersionsQuery(workspace, name)}
            onChange={(codeReference) => setDeployment({ codeReference })}
          />
        )}
        {deployment.codeSource === "write" && (
          <>
            <CodeEditor
              language="text"
              label={t("scriptText")}
              value={deployment.codeText}
              isInvalid={error !== undefined}
              onChange={(codeText) => setDeployment({ codeText, codeTextTree: null })}
            />
            <ScriptLook text={deployment.codeText} script={deployment.scoringScript} />
          </>
        )}
        {error && <p className="text-sm text-bad">{error}</p>}
      </div>
      <ScriptField />
    </section>
  )
}

/** The file inside the code that is run; the files of an upload are offered. */
function ScriptField() {
  const t = useTranslations("wizard")
  const { form, setDeployment } = useWizard()
  const { scoringScript, codeSource, codeUpload } = form.deployment
  const scripts = codeSource === "upload" ? (codeUpload?.scripts ?? []) : []
  return (
    <>
      <WizardField field={SCRIPT} label={t("scoringScript")} hint={t("scoringScriptHint")}>
        {(control) => (
          <Input
            {...control}
            list="wizard-scripts"
            value={scoringScript}
            spellCheck={false}
            onChange={({ target }) => setDeployment({ scoringScript: target.value, codeTextTree: null })}
          />
        )}
      </WizardField>
      <datalist id="wizard-scripts">
        {scripts.map((script) => (
          <option key={script}>{script}</option>
        ))}
      </datalist>
      {scripts.length > 0 && !scripts.includes(scoringScript) && (
        <Callout
          tone="warn"
          title={t("scriptNotInFolder", { script: scoringScript, files: scripts.slice(0, 5).join(", ") })}
        />
      )}
    </>
  )
}

/** Whether the script that is written here has both functions; the server looks at uploaded ones on the last step. */
function ScriptLook({ text, script }: { readonly text: string; readonly script: string }) {
  const t = useTranslations("wizard")
  const look = lookAtScript(text)
  const absent = (["init", "run"] as const).filter((name) => look[name] === "absent")
  if (text.trim() === "" || absent.length === 0) return null
  return (
    <Callout
      tone="warn"
      title={t("scriptLacks", { script, functions: absent.map((name) => `${name}()`).join(", ") })}
    />
  )
}
