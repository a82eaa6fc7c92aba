export { explainScoringError } from "./explain-scoring-error.ts"
export { openScoringCall, SCORING_IDLE_MS_MAX } from "./open-scoring-call.ts"
export { readScoringAnswer } from "./read-scoring-answer.ts"
export type { ScoringAnswerBody } from "./read-scoring-answer.ts"
