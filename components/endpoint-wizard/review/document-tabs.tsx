"use client"

import { Download } from "lucide-react"
import { parseAsStringLiteral, useQueryStates } from "nuqs"
import { useTranslations } from "use-intl/react"

import { useOrigin } from "#components/consume/use-origin.ts"
import { Button } from "#components/ui/button.tsx"
import { CodeBlock } from "#components/ui/code-block.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Segmented } from "#components/ui/segmented.tsx"

import { useWizard } from "../wizard-context.ts"
import { downloadZip } from "./download-zip.ts"
import { toDocuments } from "./documents.ts"
import { toCli } from "./to-cli.ts"
import { toFiles } from "./to-files.ts"
import { toPython } from "./to-python.ts"
import { toCurl } from "./to-rest.ts"
import { toYaml } from "./to-yaml.ts"

const TABS = ["yaml", "cli", "rest", "python"] as const
const FILES = ["server", "local"] as const

/** The form as documents: whoever applies one of them gets the same. */
export function DocumentTabs() {
  const t = useTranslations("wizard")
  const { workspace, mode, endpointName, form } = useWizard()
  const [{ as: tab, files }, setParams] = useQueryStates(
    { as: parseAsStringLiteral(TABS).withDefault("yaml"), files: parseAsStringLiteral(FILES).withDefault("server") },
    { history: "replace" },
  )
  const documents = toDocuments(form, { workspace, mode, endpointName, files })
  const origin = useOrigin()
  return (
    <Panel
      title={t("documents")}
      description={t("documentsHint")}
      actions={
        <Button
          size="sm"
          icon={<Download aria-hidden className="size-3.5" />}
          onClick={() => downloadZip(`${endpointName || "endpoint"}.zip`, toFiles(form, documents, files))}
        >
          {t("downloadZip")}
        </Button>
      }
    >
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <Segmented
          label={t("documents")}
          value={tab}
          options={TABS.map((value) => ({ value, label: t(`as.${value}`) }))}
          onChange={(as) => void setParams({ as })}
        />
        <Segmented
          label={t("files")}
          value={files}
          options={FILES.map((value) => ({ value, label: t(`filesAt.${value}`) }))}
          onChange={(next) => void setParams({ files: next })}
        />
      </div>
      <p className="text-sm text-fg-2">{t(`filesHint.${files}`)}</p>
      {tab === "yaml" && (
        <>
          {documents.endpoint && <CodeBlock label="endpoint.yml" code={toYaml("endpoint", documents.endpoint)} />}
          {documents.deployment && (
            <CodeBlock label="deployment.yml" code={toYaml("deployment", documents.deployment)} />
          )}
        </>
      )}
      {tab === "cli" && <CodeBlock label="create.sh" code={toCli(documents)} />}
      {tab === "rest" && <CodeBlock label={t("as.rest")} code={toCurl(documents, origin)} />}
      {tab === "python" && <CodeBlock label={t("as.python")} code={toPython(documents, origin)} />}
      {documents.secrets.length > 0 && (
        <p className="text-sm text-fg-2">{t("secretsHint", { names: documents.secrets.join(", ") })}</p>
      )}
      {documents.idempotencyKey !== "" && (
        <p className="text-sm text-fg-2">{t("keyHint", { key: documents.idempotencyKey })}</p>
      )}
    </Panel>
  )
}
