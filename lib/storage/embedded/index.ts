export { removeEmbedded, isEmbeddedRunning, stopEmbedded } from "./stop-embedded.ts"
export { startEmbedded } from "./start-embedded.ts"
export type { EmbeddedServer } from "./start-embedded.ts"
