import path from "node:path"

import type { Mount } from "../schema.ts"

/** What this version of bubblewrap can do: 0.7 bounds its in-memory folders, 0.8 can forbid further user namespaces. */
export interface SandboxFeatures {
  readonly tmpfsSize: boolean
  readonly disableUserns: boolean
}

/** A working bubblewrap. */
export interface SandboxTool {
  readonly path: string
  readonly features: SandboxFeatures
  /** The filter of system calls (`seccomp.ts`); null where the kernel takes none or there is no list for its processor. */
  readonly seccomp: Buffer | null
}

/** Where this machine keeps its programs and the few files of /etc that programs need; see `read-host-layout.ts`. */
export interface HostLayout {
  /** /usr, /bin, /lib... `link` is the target when the folder is a symbolic link, as on merged-/usr systems. */
  readonly systemFolders: readonly { readonly path: string; readonly link: string | null }[]
  readonly etcFiles: readonly Mount[]
  /** Only with a network. */
  readonly networkFiles: readonly Mount[]
  /** In place of `networkFiles` without one. */
  readonly offlineFiles: readonly Mount[]
}

/** What shall run, and what of the host it may see. */
export interface SandboxRequest {
  /** An instance sees everything read-only; a build may write to its `writable` folders. */
  readonly purpose: "instance" | "build"
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** False: only a loopback interface of its own. True: the machine's network, loopback included. */
  readonly network: boolean
  readonly mounts: readonly Mount[]
  readonly writable?: readonly Mount[]
  /** Size of /tmp, which is in memory unless `writable` puts a folder there. */
  readonly temporaryMib: number
}

/** The home folder inside a sandbox; it is in /tmp so that one limit holds both. */
export const SANDBOX_HOME = "/tmp/home"
/** What every instance and build finds in its environment unless it says otherwise. Unbuffered, so that a crash loses no output. */
export const BASE_ENV = { PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8", PYTHONUNBUFFERED: "1" } as const
const SHARED_MEMORY_MIB_MAX = 256
const MIB = 1024 * 1024
const ISOLATION = [
  ["--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534"],
  ["--cap-drop", "ALL", "--new-session", "--die-with-parent"],
].flat()
const KERNEL_FOLDERS = ["--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev"]

/**
 * The options for bubblewrap, without program and command. They hold the environment, so they
 * are to be handed over by `--args <fd>`: a command line can be read by every user of the machine.
 *
 * Beyond dropping all rights in its own user namespace, the sandbox mounts /proc read-only: started by root, its user is
 * root's number to the kernel, and the files of /proc/sys can be written by that number without any capability.
 */
export function buildSandboxArgv(request: SandboxRequest, host: HostLayout, features: SandboxFeatures): string[] {
  const writable = request.purpose === "build" ? (request.writable ?? []) : []
  const ownsTemporary = writable.some((mount) => mount.target === "/tmp")
  return [
    ...ISOLATION,
    ...(features.disableUserns ? ["--disable-userns"] : []),
    ...(request.network ? ["--share-net"] : []),
    ...KERNEL_FOLDERS,
    ...memoryFolder("/dev/shm", Math.min(request.temporaryMib, SHARED_MEMORY_MIB_MAX), features),
    "--remount-ro",
    "/dev",
    ...systemFolders(host),
    ...[...host.etcFiles, ...(request.network ? host.networkFiles : host.offlineFiles)].flatMap(readOnly),
    ...(ownsTemporary ? [] : memoryFolder("/tmp", request.temporaryMib, features)),
    ...folders(request.mounts, writable),
    ...ownFolders(request.cwd),
    ...environment(request),
    "--chdir",
    request.cwd,
  ]
}

/** The root itself is in memory and has no size limit, so from its mounts on nothing may be written to it. */
function ownFolders(cwd: string): string[] {
  return ["--dir", SANDBOX_HOME, "--dir", cwd, "--symlink", "/tmp", "/var/tmp", "--remount-ro", "/"]
}

function memoryFolder(target: string, sizeMib: number, features: SandboxFeatures): string[] {
  return features.tmpfsSize ? ["--size", String(sizeMib * MIB), "--tmpfs", target] : ["--tmpfs", target]
}

function systemFolders(host: HostLayout): string[] {
  return host.systemFolders.flatMap(({ path: folder, link }) =>
    link === null ? ["--ro-bind", folder, folder] : ["--symlink", link, folder],
  )
}

function readOnly({ source, target }: Mount): string[] {
  return ["--ro-bind", source, target]
}

/** Outer folders first, else an outer one would hide what was mounted inside of it. */
function folders(mounts: readonly Mount[], writable: readonly Mount[]): string[] {
  const all = [
    ...mounts.map((mount) => ({ ...mount, option: "--ro-bind" })),
    ...writable.map((mount) => ({ ...mount, option: "--bind" })),
  ]
  return all
    .map((mount) => ({ ...mount, target: path.posix.normalize(mount.target) }))
    .toSorted((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0))
    .flatMap(({ option, source, target }) => [option, source, target])
}

function environment(request: SandboxRequest): string[] {
  const env = { ...BASE_ENV, HOME: SANDBOX_HOME, TMPDIR: "/tmp", ...request.env }
  return ["--clearenv", ...Object.entries(env).flatMap(([name, value]) => ["--setenv", name, value])]
}
