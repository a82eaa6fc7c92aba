import { z } from "zod"

import { resourceName } from "#lib/endpoints/contract.ts"

/** A project that Caudal brings along. */
export const sampleView = z.object({
  /** Of its folder; also of the endpoint, if that is free. */
  name: z.string(),
  title: z.string(),
  description: z.string(),
  files: z.array(z.object({ path: z.string(), size_bytes: z.int() })),
})
export type SampleView = z.infer<typeof sampleView>

export const sampleList = z.object({ items: z.array(sampleView) })

/** One of them, with what to try on it. */
export const sampleDetails = sampleView.extend({
  /** The text of `request.json`: a body that its endpoint answers. */
  request: z.string(),
})
export type SampleDetails = z.infer<typeof sampleDetails>

export const sampleInput = z.strictObject({
  /** By default the sample's own name, with a number behind it if that is taken. */
  endpoint_name: resourceName.optional(),
})
export type SampleInput = z.infer<typeof sampleInput>

export const createdSample = z.object({
  endpoint_name: z.string(),
  /** Ends when the deployment answers with all the traffic. */
  operation_id: z.string(),
})
export type CreatedSample = z.infer<typeof createdSample>
