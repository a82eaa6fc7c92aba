export { createSample } from "./create-sample.ts"
export { sampleErrors } from "./errors.ts"
export { listSamples, showSample } from "./list-samples.ts"
