import { expect, test } from "vitest"

import { looksSecret } from "./looks-secret.ts"

test.each([
  ["API_KEY", "x"],
  ["apikey", "x"],
  ["DB_PASSWORD", "x"],
  ["GITHUB_TOKEN", ""],
  ["STORAGE_CONNECTION_STRING", "x"],
  ["A", "sk-abc"],
  ["A", "ghp_abcdef"],
  ["A", "eyJhbGciOi.eyJzdWIi.x"],
  ["DATABASE_URL", "postgres://ana:correct-horse@db/x"],
])("%s=%s is kept out of drafts and files", (name, value) => {
  expect(looksSecret(name, value)).toBe(true)
})

test.each([
  ["WORKER_COUNT", "4"],
  ["LOG_LEVEL", "debug"],
  ["KEYBOARD", "es"],
  ["MODEL_URL", "https://example.com/model"],
  ["THRESHOLD", "0.5"],
])("%s=%s is an ordinary setting", (name, value) => {
  expect(looksSecret(name, value)).toBe(false)
})
