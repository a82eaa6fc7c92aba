"use client"

import { useTranslations } from "use-intl/react"

/** Words of the form for the keys of the request; of numbers of a probe the probe comes first. */
const LABELS = {
  "endpoint.name": "name",
  "endpoint.description": "description",
  "endpoint.auth_mode": "authMode",
  "deployment.name": "deploymentName",
  "deployment.description": "description",
  "deployment.model": "model",
  "deployment.model.path": "model",
  "deployment.code_configuration.code": "codeFolder",
  "deployment.code_configuration.scoring_script": "scoringScript",
  "deployment.environment": "environment",
  "deployment.environment.conda_file": "environmentConda",
  "deployment.environment.image": "image",
  "deployment.instance_type": "instanceType",
  "deployment.instance_count": "instanceCount",
  "deployment.egress_public_network_access": "egress",
  "deployment.request_settings.request_timeout_ms": "requestTimeout",
  "deployment.request_settings.max_concurrent_requests_per_instance": "concurrency",
  "deployment.request_settings.max_queue_wait_ms": "queueWait",
} as const

const PROBE =
  /^deployment\.(liveness|readiness)_probe\.(initial_delay|period|timeout|success_threshold|failure_threshold)$/

/** What the form calls a key; a key that it has no words for stands for itself, as tags and variables do. */
export function useFieldLabel(): (field: string) => string {
  const t = useTranslations("wizard")
  const known: Readonly<Record<string, (typeof LABELS)[keyof typeof LABELS] | undefined>> = LABELS
  return (field) => {
    const key = known[field]
    if (key) return t(key)
    const [, probe, number] = PROBE.exec(field) ?? []
    if (isProbe(probe) && isProbeNumber(number)) return `${t(probe)}: ${t(`probe.${number}`)}`
    return field.replace(/^[a-z]+\.(?:environment_variables\.)?/, "")
  }
}

const isProbe = (text: string | undefined): text is "liveness" | "readiness" =>
  text === "liveness" || text === "readiness"

const NUMBERS = ["initial_delay", "period", "timeout", "success_threshold", "failure_threshold"] as const
const isProbeNumber = (text: string | undefined): text is (typeof NUMBERS)[number] =>
  NUMBERS.some((one) => one === text)
