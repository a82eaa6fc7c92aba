import { readinessDeadlineMs } from "../plan-state.ts"
import type { DeploymentCheck } from "../preflight-schema.ts"
import type { ProbeSettings, RequestSettings } from "../schema.ts"

/** How long an instance has until it must be ready, against how long earlier ones took. Pure. */
export function checkProbes(probe: ProbeSettings, longestStartMs: number | null): DeploymentCheck {
  const { initial_delay, failure_threshold, period } = probe
  const seconds = readinessDeadlineMs(probe) / 1000
  const sum = `start-up budget = ${initial_delay} + ${failure_threshold} × ${period} = ${seconds} s`
  const values = { initial_delay, failure_threshold, period, seconds }
  const measured = longestStartMs === null ? null : Math.ceil(longestStartMs / 1000)
  if (measured !== null && measured > seconds) {
    return {
      id: "start_up_budget_short",
      level: "warn",
      field: "readiness_probe",
      message: `${sum}, but an earlier instance took ${measured} s to be ready.`,
      fix: "Raise readiness_probe.initial_delay or failure_threshold.",
      values: { ...values, measured_seconds: measured },
    }
  }
  return { id: "start_up_budget", level: "pass", field: "readiness_probe", message: `${sum}.`, values }
}

/** WORKER_COUNT of a deployment: processes of an instance, each of which runs one request at a time. */
export function workerCount(variables: Readonly<Record<string, string>> | null | undefined): number {
  const text = variables?.["WORKER_COUNT"]
  return text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1
}

/** Whether the workers are as many as the requests that an instance takes at a time. Pure. */
export function checkWorkers(workers: number, settings: RequestSettings): DeploymentCheck {
  const concurrency = settings.max_concurrent_requests_per_instance
  const values = { workers, concurrency }
  if (workers < concurrency) {
    return {
      id: "workers_fewer",
      level: "warn",
      field: "environment_variables.WORKER_COUNT",
      message: `An instance takes ${concurrency} requests at a time and runs ${workers} of them: the others wait inside.`,
      fix: `Set WORKER_COUNT to ${concurrency}, or request_settings.max_concurrent_requests_per_instance to ${workers}.`,
      values,
    }
  }
  if (workers > concurrency) {
    return {
      id: "workers_idle",
      level: "warn",
      field: "request_settings.max_concurrent_requests_per_instance",
      message: `An instance has ${workers} workers and takes ${concurrency} requests at a time: ${workers - concurrency} of them never work.`,
      fix: `Set max_concurrent_requests_per_instance to ${workers}, or WORKER_COUNT to ${concurrency}.`,
      values,
    }
  }
  const message = `An instance runs ${workers === 1 ? "one request" : `${workers} requests`} at a time.`
  return { id: "workers_fit", level: "pass", field: "request_settings", message, values }
}
