import { expect, test } from "vitest"

import { explainScoringError } from "./explain-scoring-error.ts"

const ANSWER = { status: 424, headers: {}, body: "", endpoint: "diabetes", deployment: undefined }

test("a model's error shows its status, the request id, the body and where the logs are", () => {
  const headers = {
    "x-request-id": "r1",
    "azureml-model-deployment": "blue",
    "ms-azureml-model-error-statuscode": "500",
    "ms-azureml-model-error-reason": "model_error",
  }
  expect(explainScoringError({ ...ANSWER, headers, body: "line one\nline two\n" })).toEqual({
    message: "diabetes answered 424: the model answered with an error.",
    lines: [
      "x-request-id: r1",
      "deployment: blue",
      "the model's status: 500",
      "the model's reason: model_error",
      "line one",
      "line two",
    ],
    next: "caudal online-deployment get-logs -e diabetes -n blue --lines 100",
  })
})

test("the gateway's own errors are told in its words", () => {
  const body = JSON.stringify({ error: { code: "gateway.no_traffic", message: "No traffic.", details: [] } })
  expect(explainScoringError({ ...ANSWER, status: 404, body })).toEqual({
    message: "diabetes answered 404: No traffic. (gateway.no_traffic)",
    lines: [],
    next: "caudal online-deployment list -e diabetes -o table",
  })
})

test("a model's error of another shape is not taken for the gateway's", () => {
  const body = JSON.stringify({ error: { code: "mine", message: "x" } })
  expect(explainScoringError({ ...ANSWER, body }).lines).toEqual([body])
})

test.each([401, 408, 413, 429, 503, 599])("%d has words of its own", (status) => {
  expect(explainScoringError({ ...ANSWER, status }).message).toMatch(/^diabetes answered \d+: [a-z]/)
})
