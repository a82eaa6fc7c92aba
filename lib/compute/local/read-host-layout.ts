import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs"
import path from "node:path"

import type { Mount } from "../schema.ts"
import type { HostLayout } from "./sandbox.ts"

const SYSTEM_FOLDERS = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"]
/** No passwords, no keys: what the linker, name lookup, time and TLS need. */
const ETC_FILES = [
  "/etc/alternatives",
  "/etc/ca-certificates",
  "/etc/crypto-policies",
  "/etc/ld.so.cache",
  "/etc/localtime",
  "/etc/mime.types",
  "/etc/nsswitch.conf",
  "/etc/pki/ca-trust",
  "/etc/pki/tls/certs",
  "/etc/protocols",
  "/etc/services",
  "/etc/ssl/cert.pem",
  "/etc/ssl/certs",
  "/etc/ssl/openssl.cnf",
]
const NETWORK_FILES = ["/etc/gai.conf", "/etc/host.conf", "/etc/hosts", "/etc/resolv.conf"]
const OWN_FILES = path.join(import.meta.dirname, "etc")

/** Reads once how this machine lays out its system folders. Links are resolved here, so that the sandbox needs none of their ends. */
export function readHostLayout(): HostLayout {
  const own = (name: string): Mount => ({ source: path.join(OWN_FILES, name), target: `/etc/${name}` })
  return {
    systemFolders: SYSTEM_FOLDERS.flatMap((folder) => {
      const stat = lstatSync(folder, { throwIfNoEntry: false })
      if (!stat) return []
      return [{ path: folder, link: stat.isSymbolicLink() ? readlinkSync(folder) : null }]
    }),
    etcFiles: [...ETC_FILES.flatMap(resolve), own("passwd"), own("group")],
    networkFiles: NETWORK_FILES.flatMap(resolve),
    offlineFiles: [own("hosts")],
  }
}

function resolve(target: string): Mount[] {
  return existsSync(target) ? [{ source: realpathSync(target), target }] : []
}
