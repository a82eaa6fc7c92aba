import { defineErrors } from "#lib/kernel/errors.ts"

export const sampleErrors = defineErrors({
  notFound: {
    code: "samples.not_found",
    status: 404,
    cause: "Caudal brings no sample of that name along.",
    check: "List the samples; the folder `examples` of the checkout holds them.",
  },
})
