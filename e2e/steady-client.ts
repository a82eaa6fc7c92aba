import { Agent, request } from "node:https"
import type { ClientRequest } from "node:http"

interface SteadyOptions {
  readonly url: string
  readonly ca: string
  readonly key: string
  readonly body: string
  readonly workers: number
}

/** One request that did not get a 200. Times are `performance.now()`. */
export interface Failure {
  readonly startedMs: number
  readonly endedMs: number
  readonly why: string
}

/** A client that sends requests without pause, as fast as it gets answers. */
export interface SteadyClient {
  readonly failures: readonly Failure[]
  /** Answers of each deployment so far. */
  readonly answers: ReadonlyMap<string, number>
  /** While true, a kept connection that is found closed is opened again: the gateway that held it was ended. */
  isGatewayReplaced: boolean
  stop(): Promise<void>
}

type Outcome = { readonly deployment: string } | { readonly why: string; readonly isStale: boolean }

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.message
}

function sendOnce(options: SteadyOptions, agent: Agent): Promise<Outcome> {
  return new Promise((resolve) => {
    const { url, ca, key, body } = options
    const fail = (call: ClientRequest, error: Error) => {
      const why = codeOf(error)
      // Node's documentation, `request.reusedSocket`: a kept connection that was closed meanwhile is no answer.
      const isStale = call.reusedSocket && (why === "ECONNRESET" || why === "EPIPE")
      resolve({ why, isStale })
    }
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" }
    const call = request(url, { method: "POST", ca, agent, headers }, (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (chunk: string) => {
        text += chunk
      })
      response.on("error", (error) => fail(call, error))
      response.on("end", () => {
        if (response.statusCode === 200) resolve({ deployment: String(response.headers["azureml-model-deployment"]) })
        else resolve({ why: `${response.statusCode}: ${text.slice(0, 200)}`, isStale: false })
      })
    })
    call.on("error", (error) => fail(call, error))
    call.end(body)
  })
}

/** Starts the workers. */
export function startSteadyClient(options: SteadyOptions): SteadyClient {
  const failures: Failure[] = []
  const answers = new Map<string, number>()
  const agent = new Agent({ keepAlive: true, maxSockets: options.workers })
  let isRunning = true
  const client = {
    failures,
    answers,
    isGatewayReplaced: false,
    async stop() {
      isRunning = false
      await Promise.all(workers)
      agent.destroy()
    },
  }
  async function work(): Promise<void> {
    while (isRunning) {
      const startedMs = performance.now()
      const outcome = await sendOnce(options, agent)
      if ("deployment" in outcome) answers.set(outcome.deployment, (answers.get(outcome.deployment) ?? 0) + 1)
      else if (!(outcome.isStale && client.isGatewayReplaced))
        failures.push({ startedMs, endedMs: performance.now(), why: outcome.why })
    }
  }
  const workers = Array.from({ length: options.workers }, () => work())
  return client
}
