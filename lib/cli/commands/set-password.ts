import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"
import { PASSWORD_STDIN, readPassword } from "../read-password.ts"

export const setPassword: Command = {
  name: "user set-password",
  summary: "Give a person of this machine's Caudal another password, when the old one is lost.",
  details:
    "Only on the machine itself, by whoever may read its database; nobody does this over the network. It signs the person's browsers out. Their tokens go on. It needs DATABASE_URL and CAUDAL_HOME as they are set for Caudal itself.",
  words: [{ name: "EMAIL", help: "Who has lost the password.", required: true }],
  flags: [PASSWORD_STDIN],
  examples: [
    { text: "Asks for the password", command: "caudal user set-password ana@example.org" },
    {
      text: "In a program",
      command: 'printf %s "$PASSWORD" | caudal user set-password ana@example.org --password-stdin',
    },
  ],
  run: async (context) => {
    const { email: emailRule, password: passwordRule } = await import("#lib/identity/contract.ts")
    const { setLocalPassword } = await import("../local/set-local-password.ts")
    const { tellAppErrors } = await import("../tell-app-errors.ts")
    const email = emailRule.safeParse(context.words[0])
    if (!email.success) throw new UsageError("EMAIL must be an e-mail address, as ana@example.org")
    const password = passwordRule.safeParse(await readPassword(context, "New password: "))
    if (!password.success) throw new UsageError(`the password ${password.error.issues[0]?.message ?? "is not usable"}`)
    const lost = { email: email.data, password: password.data }
    const { endedSessions } = await tellAppErrors(() => setLocalPassword(context.settings.home, lost))
    context.tell(`the password of ${email.data} is set; ended sessions: ${endedSessions}`)
    return undefined
  },
}
