"use client"

import { useTranslations } from "use-intl/react"

import { startBudgetSeconds } from "#lib/deployments/contract.ts"

import { blankForm } from "../form/wizard-form.ts"
import type { ProbeForm } from "../form/wizard-form.ts"
import { NumberField } from "../number-field.tsx"
import { useWizard } from "../wizard-context.ts"

const INITIAL = blankForm().deployment
const PROBE_FIELDS = ["initial_delay", "period", "timeout", "success_threshold", "failure_threshold"] as const
const GRID = "grid grid-cols-[repeat(auto-fill,minmax(min(12rem,100%),1fr))] gap-4"

/** How requests are taken, and how an instance shows that it is well. */
export function RuntimeStep() {
  const t = useTranslations("wizard")
  const { form, setDeployment } = useWizard()
  const { deployment } = form
  return (
    <>
      <fieldset className={GRID}>
        <legend className="mb-2 font-medium">{t("requests")}</legend>
        <NumberField
          field="deployment.request_settings.request_timeout_ms"
          label={t("requestTimeout")}
          hint={t("requestTimeoutHint")}
          value={deployment.requestTimeoutMs}
          initial={INITIAL.requestTimeoutMs}
          onChange={(requestTimeoutMs) => setDeployment({ requestTimeoutMs })}
        />
        <NumberField
          field="deployment.request_settings.max_concurrent_requests_per_instance"
          label={t("concurrency")}
          hint={t("concurrencyHint")}
          value={deployment.maxConcurrentRequests}
          initial={INITIAL.maxConcurrentRequests}
          onChange={(maxConcurrentRequests) => setDeployment({ maxConcurrentRequests })}
        />
        <NumberField
          field="deployment.request_settings.max_queue_wait_ms"
          label={t("queueWait")}
          hint={t("queueWaitHint")}
          value={deployment.maxQueueWaitMs}
          initial={INITIAL.maxQueueWaitMs}
          onChange={(maxQueueWaitMs) => setDeployment({ maxQueueWaitMs })}
        />
      </fieldset>
      <Probe kind="readiness" probe={deployment.readiness} onChange={(readiness) => setDeployment({ readiness })} />
      <Budget probe={deployment.readiness} />
      <Probe kind="liveness" probe={deployment.liveness} onChange={(liveness) => setDeployment({ liveness })} />
    </>
  )
}

interface ProbeProps {
  readonly kind: "readiness" | "liveness"
  readonly probe: ProbeForm
  readonly onChange: (probe: ProbeForm) => void
}

function Probe({ kind, probe, onChange }: ProbeProps) {
  const t = useTranslations("wizard")
  return (
    <fieldset className={GRID}>
      <legend className="mb-2 font-medium">{t(kind)}</legend>
      <p className="col-span-full -mt-2 text-sm text-fg-2">{t(`${kind}Hint`)}</p>
      {PROBE_FIELDS.map((field) => (
        <NumberField
          key={field}
          field={`deployment.${kind}_probe.${field}`}
          label={t(`probe.${field}`)}
          value={probe[field]}
          initial={INITIAL[kind][field]}
          onChange={(value) => onChange({ ...probe, [field]: value })}
        />
      ))}
    </fieldset>
  )
}

/** What the three numbers come to: how long an instance may take to start. */
function Budget({ probe }: { readonly probe: ProbeForm }) {
  const t = useTranslations("wizard")
  const numbers = {
    initial_delay: Number(probe.initial_delay),
    period: Number(probe.period),
    timeout: Number(probe.timeout),
    success_threshold: Number(probe.success_threshold),
    failure_threshold: Number(probe.failure_threshold),
  }
  const seconds = startBudgetSeconds(numbers)
  if (!Number.isFinite(seconds)) return null
  return (
    <p role="status" className="rounded-md bg-panel-2 px-3 py-2">
      {t("budget", {
        delay: numbers.initial_delay,
        failures: numbers.failure_threshold,
        period: numbers.period,
        seconds,
      })}
    </p>
  )
}
