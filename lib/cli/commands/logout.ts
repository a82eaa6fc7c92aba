import type { Command } from "../command.ts"

export const logout: Command = {
  name: "logout",
  summary: "Forget the saved login and end its token on the server.",
  flags: [],
  examples: [{ text: "Sign out", command: "caudal logout" }],
  run: async ({ settings, tell }) => {
    const { serverPaths } = await import("../api-paths.ts")
    const { writeConfig } = await import("../client/config-file.ts")
    const { createClient } = await import("../client/create-client.ts")
    const { login, ...rest } = settings.config
    if (login === undefined) {
      tell("nobody is signed in")
      return undefined
    }
    writeConfig(rest)
    if (login.token_id !== undefined) {
      const client = createClient({ ...settings, url: login.url, readToken: () => login.token }, () => undefined)
      const ended = await client.send("DELETE", serverPaths.token(login.token_id)).catch(() => undefined)
      if (ended === undefined) tell(`${login.url} could not be told; the token there lives until it expires`)
    }
    tell(`signed out of ${login.url}`)
    return undefined
  },
}
