import { expect, test } from "vitest"

import { send } from "./testing/send.ts"
import { deployment, route, startTestGateway } from "./testing/test-gateway.ts"

test("a request reaches the model with its path, body and content type, and its answer comes back", async () => {
  await using gateway = await startTestGateway()
  await gateway.instance("blue", (req, res) => {
    const chunks: Buffer[] = []
    req.on("data", (chunk: Buffer) => chunks.push(chunk))
    req.on("end", () => {
      res.setHeader("content-type", "application/json")
      res.end(JSON.stringify({ url: req.url, headers: req.headers, body: Buffer.concat(chunks).toString() }))
    })
  })
  gateway.route(route([deployment("blue", [gateway.socketOf("blue")])], { blue: 100 }))
  const answer = await send(gateway.port, { path: "/endpoints/diabetes/score?x=1", body: '{"data":[1]}' })
  expect(answer.status).toBe(200)
  const seen = JSON.parse(answer.text)
  expect(seen.url).toBe("/score?x=1")
  expect(seen.body).toBe('{"data":[1]}')
  expect(seen.headers.authorization).toBeUndefined()
  expect(answer.headers["azureml-model-deployment"]).toBe("blue")
  expect(answer.headers["x-request-id"]).toMatch(/^request-/)
  expect(Number(answer.headers["x-caudal-overhead-us"])).toBeGreaterThan(0)
})
