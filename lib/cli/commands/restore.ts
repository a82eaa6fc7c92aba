import path from "node:path"

import type { Command } from "../command.ts"

export const restore: Command = {
  name: "restore",
  summary: "Fill an empty CAUDAL_HOME and database from a backup; Caudal must not run.",
  words: [{ name: "SOURCE", help: "Folder or .tar file that `caudal backup` wrote.", required: true }],
  flags: [],
  examples: [
    { text: "Into the usual place", command: "caudal restore caudal-2026-11-23.tar" },
    { text: "Into another one", command: "CAUDAL_HOME=/srv/caudal caudal restore caudal-2026-11-23.tar" },
  ],
  run: async ({ settings, words, tell }) => {
    const { restoreBackup } = await import("../backup/restore-backup.ts")
    const { tellAppErrors } = await import("../tell-app-errors.ts")
    const source = path.resolve(words[0] ?? "")
    const manifest = await tellAppErrors(() => restoreBackup(settings.home, source))
    tell(`restored the backup of ${manifest.created_at} into ${settings.home.root}; start it with \`npm start\``)
    return undefined
  },
}
