/** Brings the database at DATABASE_URL, or the embedded one, to this version of Caudal. */
import { readEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { migrate, startEmbedded } from "#lib/storage/index.ts"

const url = readEnv().DATABASE_URL ?? (await startEmbedded(homeAt())).url
await migrate(url)
process.stdout.write("The database is up to date.\n")
