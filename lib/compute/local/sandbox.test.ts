import { expect, test } from "vitest"

import { featuresOf } from "./find-bwrap.ts"
import { buildSandboxArgv } from "./sandbox.ts"
import type { HostLayout, SandboxRequest } from "./sandbox.ts"

const HOST: HostLayout = {
  systemFolders: [
    { path: "/usr", link: null },
    { path: "/bin", link: "usr/bin" },
  ],
  etcFiles: [{ source: "/checkout/etc/passwd", target: "/etc/passwd" }],
  networkFiles: [{ source: "/etc/resolv.conf", target: "/etc/resolv.conf" }],
  offlineFiles: [{ source: "/checkout/etc/hosts", target: "/etc/hosts" }],
}
const NEW = { tmpfsSize: true, disableUserns: true }
const REQUEST: SandboxRequest = {
  purpose: "instance",
  env: { KEY: "value" },
  cwd: "/var/azureml-app",
  network: false,
  mounts: [],
  temporaryMib: 512,
}

function optionsFor(change: Partial<SandboxRequest> = {}, features = NEW): string {
  return buildSandboxArgv({ ...REQUEST, ...change }, HOST, features).join(" ")
}

test("every sandbox is cut off in every way that bubblewrap knows", () => {
  const options = optionsFor()
  const isolation =
    "--unshare-all --unshare-user --uid 65534 --gid 65534 --cap-drop ALL --new-session --die-with-parent --disable-userns"
  expect(options.startsWith(isolation)).toBe(true)
  expect(options).toContain("--clearenv")
})

test("the network is shared only when it is asked for, and so are the files that go with it", () => {
  expect(optionsFor()).not.toMatch(/--share-net|resolv\.conf/)
  expect(optionsFor({ network: true })).toMatch(/--share-net.*\/etc\/resolv\.conf/)
})

test("kernel settings cannot be written: /proc is read-only, as are /dev and the root", () => {
  const options = optionsFor()
  expect(options).toContain("--proc /proc --remount-ro /proc")
  expect(options).toContain("--remount-ro /dev")
  expect(options.indexOf("--remount-ro / ")).toBeGreaterThan(options.indexOf("--dir /var/azureml-app"))
})

test("an instance can write nowhere but in memory, whatever it asks for", () => {
  const options = optionsFor({ writable: [{ source: "/home/x", target: "/home/x" }] })
  expect(options).not.toMatch(/--bind |\/home\/x/)
})

test("a build can write to the folders that it names, and may bring its own /tmp", () => {
  const writable = [{ source: "/caudal/tmp", target: "/tmp" }]
  const options = optionsFor({ purpose: "build", writable })
  expect(options).toContain("--bind /caudal/tmp /tmp")
  expect(options).not.toContain("--tmpfs /tmp")
})

test("outer folders are mounted before inner ones", () => {
  const mounts = [
    { source: "/b", target: "/var/azureml-app/code/inner" },
    { source: "/a", target: "/var/azureml-app/code" },
  ]
  expect(optionsFor({ mounts })).toContain(
    "--ro-bind /a /var/azureml-app/code --ro-bind /b /var/azureml-app/code/inner",
  )
})

test("folders in memory are bounded where bubblewrap can", () => {
  expect(optionsFor()).toContain("--size 536870912 --tmpfs /tmp")
  expect(optionsFor()).toContain("--size 268435456 --tmpfs /dev/shm")
  expect(optionsFor({}, { tmpfsSize: false, disableUserns: false })).not.toMatch(/--size|--disable-userns/)
})

test("the deployment's environment wins over the sandbox's own", () => {
  const options = buildSandboxArgv({ ...REQUEST, env: { PATH: "/envs/1/bin" } }, HOST, NEW)
  expect(options.filter((option) => option === "PATH")).toHaveLength(1)
  expect(options[options.indexOf("PATH") + 1]).toBe("/envs/1/bin")
})

test.each([
  ["bubblewrap 0.8.0", { tmpfsSize: true, disableUserns: true }],
  ["bubblewrap 0.7.0", { tmpfsSize: true, disableUserns: false }],
  ["bubblewrap 0.6.1", { tmpfsSize: false, disableUserns: false }],
  ["bubblewrap 1.2.3", { tmpfsSize: true, disableUserns: true }],
  ["something else", { tmpfsSize: false, disableUserns: false }],
])("%s can %o", (line, features) => {
  expect(featuresOf(line)).toEqual(features)
})
