import { z } from "zod"

/** What the launcher may say to a gateway; nothing on the network can. */
const messageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("seed"), seed: z.int() }),
  z.object({ type: z.literal("keep-socket"), command: z.array(z.string()).min(1) }),
])

interface Acts {
  /** Makes the weighted pick repeatable. */
  readonly seed: (seed: number) => void
  /** Starts the next keeper of the public socket, by this command. */
  readonly keepSocket: (command: readonly string[]) => void
}

/** Does what the launcher says. What is not understood is left alone. */
export function onLauncherMessage({ seed, keepSocket }: Acts): void {
  process.on("message", (message) => {
    const parsed = messageSchema.safeParse(message)
    if (!parsed.success) return
    if (parsed.data.type === "seed") seed(parsed.data.seed)
    else keepSocket(parsed.data.command)
  })
}
