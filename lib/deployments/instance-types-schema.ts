import { z } from "zod"

/** The sizes that a deployment may ask for. */
export const instanceTypesView = z.object({
  /** What this machine has. */
  host: z.object({ vcpu: z.int(), memory_mib: z.int() }),
  items: z.array(
    z.object({
      name: z.string(),
      family: z.string(),
      vcpu: z.number(),
      memory_gib: z.number(),
      /** A `count` below 1 is a share of one card. */
      gpu: z.object({ model: z.string(), count: z.number() }).nullable(),
      /** Azure's list price, for comparison. */
      price_usd_per_hour: z.number(),
      /** What an instance of it gets on this machine. */
      here: z.object({
        vcpu: z.number(),
        memory_mib: z.int(),
        /** This machine has less than the size promises. */
        is_clamped: z.boolean(),
        warnings: z.array(z.string()),
      }),
    }),
  ),
})
export type InstanceTypesView = z.infer<typeof instanceTypesView>
