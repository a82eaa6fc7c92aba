import { accessSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"

/** The folders below which instances get their own control groups. */
export interface ControlGroupParents {
  readonly version: 1 | 2
  readonly memory: string
  readonly cpu?: string
  readonly pids?: string
}

interface Hierarchy {
  readonly version: 1 | 2
  readonly controllers: readonly string[]
  readonly mountPoint: string
  /** This process's group in the hierarchy. */
  readonly own: string
}

/**
 * The hierarchies of control groups that this process is in, memory's first, out of the text of /proc/self/cgroup and
 * /proc/self/mountinfo. Pure.
 */
export function parseHierarchies(cgroups: string, mountInfo: string): Hierarchy[] {
  const groups = cgroups.split("\n").flatMap((line) => {
    const [id, controllers, ...rest] = line.split(":")
    return id === undefined || controllers === undefined ? [] : [{ id, controllers, group: rest.join(":") }]
  })
  return mountInfo.split("\n").flatMap((line): Hierarchy[] => {
    const [left = "", right = ""] = line.split(" - ")
    const [, , , root = "/", mountPoint] = left.split(" ")
    const [type, , superOptions = ""] = right.split(" ")
    if (mountPoint === undefined || (type !== "cgroup" && type !== "cgroup2")) return []
    const names = type === "cgroup2" ? [] : superOptions.split(",")
    const match = groups.find(({ id, controllers }) =>
      type === "cgroup2"
        ? id === "0"
        : controllers !== "" && controllers.split(",").every((name) => names.includes(name)),
    )
    if (!match) return []
    const inside = root === "/" ? match.group : match.group.startsWith(root) ? match.group.slice(root.length) : null
    if (inside === null || inside.split("/").includes("..")) return []
    const controllers = type === "cgroup2" ? [] : match.controllers.split(",")
    return [
      {
        version: type === "cgroup2" ? 2 : 1,
        controllers,
        mountPoint,
        own: path.posix.resolve(mountPoint, `./${inside}`),
      },
    ]
  })
}

/** Where this process may make control groups with a memory limit, or null. */
export function findControlGroups(): ControlGroupParents | null {
  if (!existsSync("/proc/self/cgroup")) return null
  const hierarchies = parseHierarchies(
    readFileSync("/proc/self/cgroup", "utf8"),
    readFileSync("/proc/self/mountinfo", "utf8"),
  )
  const first = (name: string) => hierarchies.find((found) => found.version === 1 && found.controllers.includes(name))
  const memory = first("memory")
  if (memory) return versionOne(memory.own, first("cpu")?.own, first("pids")?.own)
  for (const { own, mountPoint } of hierarchies.filter(({ version }) => version === 2)) {
    const parent = versionTwoParent(own, mountPoint)
    if (parent !== null) return { version: 2, memory: parent }
  }
  return null
}

function versionOne(memory: string, cpu: string | undefined, pids: string | undefined): ControlGroupParents | null {
  if (!isWritable(memory)) return null
  return {
    version: 1,
    memory,
    ...(cpu !== undefined && isWritable(cpu) ? { cpu } : {}),
    ...(pids !== undefined && isWritable(pids) ? { pids } : {}),
  }
}

/** The nearest group above this process that hands the memory controller on; a group with processes of its own never does. */
function versionTwoParent(own: string, mountPoint: string): string | null {
  for (let folder = own; folder.startsWith(mountPoint); folder = path.dirname(folder)) {
    if (handsOnMemory(folder, folder === mountPoint)) return folder
    if (folder === mountPoint) break
  }
  return null
}

function handsOnMemory(folder: string, isRoot: boolean): boolean {
  if (!isWritable(folder)) return false
  const control = path.join(folder, "cgroup.subtree_control")
  const has = (file: string) => existsSync(file) && readFileSync(file, "utf8").split(/\s+/).includes("memory")
  if (has(control)) return true
  if (!isRoot || !has(path.join(folder, "cgroup.controllers"))) return false
  try {
    writeFileSync(control, "+memory +pids +cpu")
    return true
  } catch {
    return false
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    accessSync(path.join(folder, "cgroup.procs"), constants.W_OK)
    return true
  } catch {
    return false
  }
}
