"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { usePermission } from "#components/identity/use-permission.ts"
import { GatedButton } from "#components/identity/gated-button.tsx"
import { useShortcut } from "#components/shortcuts/use-shortcut.ts"
import { Button } from "#components/ui/button.tsx"
import { Textarea } from "#components/ui/controls.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { Field } from "#components/ui/field.tsx"
import { Facts, Panel } from "#components/ui/panel.tsx"
import { compareSettings, endpointSettings } from "#lib/endpoints/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { ConflictDialog } from "./conflict-dialog.tsx"
import { pairProblems } from "./pairs.ts"
import { PairsEditor } from "./pairs-editor.tsx"
import { draftAfterSave, draftOf, settingsOf } from "./settings-draft.ts"
import type { SettingsDraft } from "./settings-draft.ts"
import { useSaveSettings } from "./use-save-settings.ts"

const DESCRIPTION_LENGTH_MAX = 5000

interface SettingsFormProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
}

/** The settings of an endpoint that can be changed, beside those that cannot. Until something is typed it follows others. */
export function SettingsForm({ workspace, endpoint }: SettingsFormProps) {
  const t = useTranslations("endpointSettings")
  const overview = useTranslations("overview")
  const permission = usePermission("endpoints/write")
  const [draft, setDraft] = useState<SettingsDraft | null>(null)
  const { save, conflict, closeConflict } = useSaveSettings(workspace, (saved, sent) =>
    setDraft((now) => draftAfterSave(now, sent, saved)),
  )
  const form = draft ?? draftOf(endpoint)
  const settings = settingsOf(form)
  const before = endpointSettings(form.base)
  const isChanged = compareSettings(before, settings, before).length > 0
  const isValid = [...pairProblems(form.tags), ...pairProblems(form.properties)].every((problem) => problem === null)
  const change = (next: Partial<SettingsDraft>) => setDraft({ ...form, ...next })
  const submit = () => {
    if (!permission.isAllowed || !isChanged || !isValid || save.isPending) return
    save.mutate({ base: form.base, settings, sent: form })
  }
  useShortcut({ keys: "mod+s", label: t("save"), run: submit })
  return (
    <Panel title={t("general")}>
      <form
        className="flex max-w-3xl flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Facts
          facts={[
            [t("name"), <Fixed key="name" value={endpoint.name} />],
            [t("authMode"), <Fixed key="auth" value={overview(`authModes.${endpoint.auth_mode}`)} />],
          ]}
        />
        <Field label={t("description")} hint={t("descriptionHint", { max: DESCRIPTION_LENGTH_MAX })}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={DESCRIPTION_LENGTH_MAX}
              disabled={!permission.isAllowed}
              value={form.description}
              onChange={({ target }) => change({ description: target.value })}
            />
          )}
        </Field>
        <PairsEditor
          legend={t("tags")}
          addLabel={t("addTag")}
          pairs={form.tags}
          isDisabled={!permission.isAllowed}
          onChange={(tags) => change({ tags })}
        />
        <PairsEditor
          legend={t("properties")}
          addLabel={t("addProperty")}
          pairs={form.properties}
          isDisabled={!permission.isAllowed}
          onChange={(properties) => change({ properties })}
        />
        {save.error && <ErrorBlock error={save.error} what={t("saveFailed")} />}
        <div className="flex flex-wrap items-center gap-3">
          <GatedButton
            permission={permission}
            type="submit"
            variant="primary"
            disabled={!isChanged || !isValid}
            isPending={save.isPending}
          >
            {t("save")}
          </GatedButton>
          {draft && <Button onClick={() => setDraft(null)}>{t("discard")}</Button>}
          <span className="text-sm text-fg-2">{isChanged ? t("changed") : t("unchanged")}</span>
        </div>
      </form>
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          isPending={save.isPending}
          onSave={(merged) => save.mutate({ base: conflict.theirs, settings: merged, sent: conflict.sent })}
          onTakeTheirs={() => {
            closeConflict()
            setDraft(null)
          }}
          onClose={closeConflict}
        />
      )}
    </Panel>
  )
}

function Fixed({ value }: { readonly value: string }) {
  const t = useTranslations("endpointSettings")
  return (
    <>
      {value} <span className="text-sm text-fg-2">{t("fixed")}</span>
    </>
  )
}
