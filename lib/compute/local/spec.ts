import path from "node:path"

import type { InstanceCondition, InstanceSpec, Mount } from "../schema.ts"
import type { ControlGroupParents } from "./find-control-groups.ts"
import type { FoundSandbox } from "./find-bwrap.ts"
import type { ShimSpec } from "./instance-folder.ts"
import type { InstancePaths } from "./places.ts"
import { planPlainRoot } from "./plain-root.ts"
import { buildSandboxArgv } from "./sandbox.ts"
import type { HostLayout, SandboxTool } from "./sandbox.ts"

/** A shim that no controller has asked for so long ends its instance. */
const CONTROLLER_GRACE_SECONDS = 24 * 60 * 60
const LOG_SEGMENT_BYTES = 4 * 1024 * 1024
const LOG_SEGMENTS = 5
/** Size of /tmp for an instance without a memory limit. */
const TEMPORARY_MIB_DEFAULT = 2048

/** What this machine has; found once a process. */
export interface LocalMachine {
  readonly python: string
  readonly sandbox: FoundSandbox
  readonly controlGroups: ControlGroupParents | null
  readonly layout: HostLayout
}

/** Where this instance's files and sockets go, and its secret. */
export interface InstancePlace extends InstancePaths {
  readonly nonce: string
  /** Overrides for tests. */
  readonly logSegmentBytes?: number
  readonly logSegments?: number
  readonly controllerGraceS?: number
}

/** What the shim is told, and the links that an instance without a sandbox needs. Pure. */
export function planShimSpec(
  spec: InstanceSpec,
  machine: LocalMachine,
  place: InstancePlace,
  interpreter: readonly Mount[],
): { readonly shim: ShimSpec; readonly links: readonly Mount[] } {
  const tool = machine.sandbox.tool
  // The mark by which whatever an instance leaves behind is found; see kill-survivors.ts.
  const marked = { ...spec, env: { ...spec.env, CAUDAL_INSTANCE: spec.instanceId } }
  const plain = tool === null ? planPlainRoot(marked, path.join(place.folder, "root")) : { spec: marked, links: [] }
  return {
    links: plain.links,
    shim: {
      instance_id: spec.instanceId,
      nonce: place.nonce,
      socket: place.socket,
      control_socket: place.controlSocket,
      command: plain.spec.command,
      env: plain.spec.env,
      mounts: spec.mounts,
      cwd: plain.spec.cwd,
      memory_mib: spec.memoryMib,
      cpus: spec.cpus,
      egress: spec.egress,
      sandbox: tool === null ? null : sandboxOf(marked, tool, machine, interpreter),
      cgroup_parent: machine.controlGroups,
      controller_grace_s: place.controllerGraceS ?? CONTROLLER_GRACE_SECONDS,
      log_dir: path.join(place.folder, "logs"),
      segment_bytes: place.logSegmentBytes ?? LOG_SEGMENT_BYTES,
      segments: place.logSegments ?? LOG_SEGMENTS,
      owner: {
        endpointName: spec.endpointName,
        deploymentName: spec.deploymentName,
        revisionId: spec.revisionId,
        generation: spec.generation,
      },
      conditions: conditionsOf(machine, spec),
    },
  }
}

function sandboxOf(
  spec: InstanceSpec,
  tool: SandboxTool,
  machine: LocalMachine,
  interpreter: readonly Mount[],
): NonNullable<ShimSpec["sandbox"]> {
  return {
    bwrap: tool.path,
    options: sandboxOptions(spec, tool, machine, interpreter),
    seccomp: tool.seccomp?.toString("base64") ?? null,
  }
}

function sandboxOptions(
  spec: InstanceSpec,
  tool: SandboxTool,
  machine: LocalMachine,
  interpreter: readonly Mount[],
): string[] {
  const wanted = new Set(spec.mounts.map((mount) => mount.target))
  return buildSandboxArgv(
    {
      purpose: "instance",
      env: spec.env,
      cwd: spec.cwd,
      network: spec.egress,
      mounts: [...interpreter.filter((mount) => !wanted.has(mount.target)), ...spec.mounts],
      temporaryMib: spec.memoryMib ?? TEMPORARY_MIB_DEFAULT,
    },
    machine.layout,
    tool.features,
  )
}

/** What the machine cannot give this instance; shown on it. */
function conditionsOf(machine: LocalMachine, spec: InstanceSpec): InstanceCondition[] {
  if (machine.sandbox.tool === null) {
    const network = spec.egress ? "" : " Its network is not cut off either, though egress is disabled."
    const message = `The instance runs without a sandbox, as the user who runs Caudal, and sees what that user sees.${network} ${machine.sandbox.reason}`
    return [{ type: "Sandbox", reason: "Unavailable", message }]
  }
  const conditions: InstanceCondition[] = []
  if (!machine.sandbox.tool.features.tmpfsSize) {
    const message = "The sandbox's /tmp has no size limit of its own: bubblewrap is older than 0.7."
    conditions.push({ type: "TemporaryStorage", reason: "Unbounded", message })
  }
  if (machine.sandbox.tool.seccomp === null) {
    const message = "The sandbox has no filter of system calls: this machine takes none."
    conditions.push({ type: "SystemCalls", reason: "Unfiltered", message })
  }
  return conditions
}
