import { expect, test } from "vitest"

import { parsePipConfig } from "./parse-pip-config.ts"
import { planToolSettings } from "./plan-tool-settings.ts"

const PIP_CONF = `
# of the company
[global]
index-url = https://user:pw@pypi.acme.example/simple
extra-index-url =
    https://b.example/simple
    https://c.example/simple
cert = /etc/acme.pem
[freeze]
timeout = 99
[install]
find_links = /srv/wheels https://d.example/
trusted-host: pypi.acme.example
`

test("pip's configuration reaches uv in uv's words", () => {
  const settings = planToolSettings({}, parsePipConfig(PIP_CONF))
  expect(settings.env).toEqual({
    UV_DEFAULT_INDEX: "https://user:pw@pypi.acme.example/simple",
    UV_INDEX: "https://b.example/simple https://c.example/simple",
    UV_FIND_LINKS: "/srv/wheels,https://d.example/",
    UV_INSECURE_HOST: "pypi.acme.example",
    SSL_CERT_FILE: "/etc/acme.pem",
  })
  expect(settings.files).toEqual(["/etc/acme.pem", "/srv/wheels"])
})

test("uv's own variables win over pip's, and those that would move the build are held back", () => {
  const env = {
    UV_DEFAULT_INDEX: "https://uv.example/simple",
    UV_CACHE_DIR: "/x",
    UV_PUBLISH_TOKEN: "t",
    UV_OFFLINE: "1",
  }
  const settings = planToolSettings(env, parsePipConfig(PIP_CONF))
  expect(settings.env).toMatchObject({ UV_DEFAULT_INDEX: "https://uv.example/simple", UV_OFFLINE: "1" })
  expect(Object.keys(settings.env)).not.toContain("UV_CACHE_DIR")
  expect(Object.keys(settings.env)).not.toContain("UV_PUBLISH_TOKEN")
})

test("of the controller's environment only network settings reach a build", () => {
  const env = {
    DATABASE_URL: "postgres://secret",
    CAUDAL_MASTER_KEY: "k",
    AWS_SECRET_ACCESS_KEY: "s",
    HTTPS_PROXY: "http://p:1",
  }
  expect(planToolSettings(env, new Map()).env).toEqual({ HTTPS_PROXY: "http://p:1" })
})
