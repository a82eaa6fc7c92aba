/** What needs a person. Apart from `lib/endpoints`, so that the start page loads no schemas for it. */
export { listAttention, SEVERITIES } from "./list-attention.ts"
export type { Attention, AttentionKind, Severity } from "./list-attention.ts"
