import { textFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"
import { PASSWORD_STDIN, readPassword } from "../read-password.ts"

const URL_FLAG = textFlag("--url", { help: "Address of the server. Default: CAUDAL_URL, else this machine." })
const EMAIL = textFlag("--email", { help: "Who signs in." })
const CA_FILE = textFlag("--ca-file", { help: "Certificate authority of the server (PEM), kept with the login." })

export const login: Command = {
  name: "login",
  summary: "Sign in to a server and keep its token for later commands.",
  details:
    "On the machine that runs Caudal no sign-in is needed: the command line uses the local token. The password is never kept; the token is, in a file of mode 600.",
  flags: [URL_FLAG, EMAIL, PASSWORD_STDIN, CA_FILE],
  examples: [
    { text: "To another server", command: "caudal login --url https://caudal.example.org --email ana@example.org" },
    {
      text: "In a program",
      command: 'printf %s "$PASSWORD" | caudal login --email ana@example.org --password-stdin',
    },
  ],
  run: async (context) => {
    const { get, terminal } = context
    const { signIn } = await import("../sign-in.ts")
    if (get(EMAIL) === undefined && !terminal.isInTty) {
      throw new UsageError("the following argument is required: --email")
    }
    const email = get(EMAIL) ?? (await terminal.ask("E-mail: ", { secret: false })).trim()
    const password = await readPassword(context, "Password: ")
    const saved = await signIn(context, { url: get(URL_FLAG), email, password, caFile: get(CA_FILE) })
    context.tell(`signed in to ${saved.url} as ${saved.email}${saved.expires_at ? ` until ${saved.expires_at}` : ""}`)
    return undefined
  },
}
