import path from "node:path"

import type { Command } from "../command.ts"

export const backup: Command = {
  name: "backup",
  summary: "Write database, blobs and master key of this machine's Caudal to a folder or a .tar file.",
  details:
    "Caudal may run meanwhile. Whoever reads a backup can open every secret in it: keep it as you keep the machine. It needs DATABASE_URL and CAUDAL_HOME as they are set for Caudal itself.",
  words: [{ name: "TARGET", help: "New folder, or new file that ends with .tar.", required: true }],
  flags: [],
  examples: [
    { text: "One file", command: "caudal backup caudal-2026-11-23.tar" },
    { text: "A folder", command: "caudal backup /srv/backups/caudal-2026-11-23" },
  ],
  run: async ({ settings, words, tell }) => {
    const { tellAppErrors } = await import("../tell-app-errors.ts")
    const { writeBackup } = await import("../backup/write-backup.ts")
    const target = path.resolve(words[0] ?? "")
    const manifest = await tellAppErrors(() => writeBackup(settings.home, target, settings.version))
    tell(`backup of ${settings.home.root} in ${target}: database, ${manifest.blobs} blobs`)
    if (manifest.master_key === "environment") tell("the master key is not in it: keep CAUDAL_MASTER_KEY apart")
    return undefined
  },
}
