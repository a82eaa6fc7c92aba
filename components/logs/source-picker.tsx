"use client"

import { useTranslations } from "use-intl/react"

import { instancesQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Select } from "#components/ui/controls.tsx"
import { Field } from "#components/ui/field.tsx"
import { Segmented } from "#components/ui/segmented.tsx"

import { CONTAINERS } from "./log-line.ts"
import { shortInstance } from "./short-instance.ts"
import type { LogSource } from "./log-source.ts"
import type { LogParams, SetLogParams } from "./use-log-params.ts"

const NEWEST = ""
const PREVIOUS = "previous"

interface SourcePickerProps {
  readonly source: LogSource
  readonly deployments: ReadonlyArray<{ readonly name: string }>
  readonly mode: LogParams["mode"]
  readonly onParams: SetLogParams
}

/** Which log is shown: of which deployment, of its instances or of its build, of which instance. */
export function SourcePicker({ source, deployments, mode, onParams }: SourcePickerProps) {
  const t = useTranslations("logs")
  const { workspace, endpoint, deployment, container } = source
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
      <Segmented
        label={t("mode")}
        value={mode}
        options={[
          { value: "follow", label: t("follow"), hint: t("followHint") },
          { value: "history", label: t("history"), hint: t("historyHint") },
        ]}
        // What has ended goes on no more.
        onChange={(next) => onParams({ mode: next, t: null, ...(next === "follow" ? { prev: null } : {}) })}
      />
      <Field label={t("deployment")}>
        {(control) => (
          <Select
            {...control}
            value={deployment}
            onChange={({ target }) => onParams({ dep: target.value, instance: null, prev: null, t: null })}
          >
            {deployments.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        )}
      </Field>
      <Segmented
        label={t("container")}
        value={container}
        options={CONTAINERS.map((value) => ({ value, label: t(`containers.${value}`) }))}
        onChange={(next) => onParams({ container: next, t: null })}
      />
      {container === "inference-server" && (
        <InstanceSelect
          key={`${workspace}/${endpoint}/${deployment}`}
          source={source}
          mode={mode}
          onParams={onParams}
        />
      )}
    </div>
  )
}

/** One instance, those that run, or those that have ended. */
function InstanceSelect({ source, mode, onParams }: Omit<SourcePickerProps, "deployments">) {
  const t = useTranslations("logs")
  const phases = useTranslations("deployments.instance")
  const { data } = useApi(instancesQuery(source.workspace, source.endpoint, source.deployment))
  const instances = data?.items ?? []
  const isListed = source.instance === null || instances.some(({ id }) => id === source.instance)
  function choose(value: string) {
    if (value === PREVIOUS) onParams({ instance: null, prev: true, mode: "history", t: null })
    else onParams({ instance: value === NEWEST ? null : value, prev: null, t: null })
  }
  return (
    <Field label={t("instance")}>
      {(control) => (
        <Select
          {...control}
          value={source.isPrevious ? PREVIOUS : (source.instance ?? NEWEST)}
          onChange={({ target }) => choose(target.value)}
        >
          <option value={NEWEST}>{t(mode === "follow" ? "newest" : "allRunning")}</option>
          <option value={PREVIOUS}>{t("previousInstances")}</option>
          {instances.map(({ id, phase, has_logs: hasLogs }) => (
            <option key={id} value={id} disabled={!hasLogs}>
              {t("instanceOption", { id: shortInstance(id), phase: phases("phase", { phase }) })}
              {hasLogs ? "" : ` · ${t("notKept")}`}
            </option>
          ))}
          {!isListed && <option value={source.instance ?? ""}>{shortInstance(source.instance ?? "")}</option>}
        </Select>
      )}
    </Field>
  )
}
