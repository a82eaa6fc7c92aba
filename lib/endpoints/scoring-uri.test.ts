import { expect, test } from "vitest"

import { endpointUri, localEndpointUrl } from "./scoring-uri.ts"

const laptop = { region: "local", host: "127.0.0.1", port: 8443, tls: true }

test("without a domain an endpoint is addressed by path on localhost", () => {
  expect(endpointUri("Diabetes", laptop)).toBe("https://localhost:8443/endpoints/diabetes")
})

test("with a domain it has a host name of its own", () => {
  const server = { ...laptop, domain: "ml.example.org", region: "eu", port: 443 }
  expect(endpointUri("diabetes", server)).toBe("https://diabetes.eu.inference.ml.example.org")
})

test("behind a load balancer without TLS the address says http", () => {
  expect(endpointUri("diabetes", { ...laptop, tls: false, port: 80 })).toBe("http://localhost/endpoints/diabetes")
})

test.each([
  ["0.0.0.0", "https://localhost:8443/endpoints/diabetes"],
  ["192.168.1.5", "https://192.168.1.5:8443/endpoints/diabetes"],
  ["fd00::5", "https://[fd00::5]:8443/endpoints/diabetes"],
])("a gateway that listens on %s is addressed where callers reach it", (host, uri) => {
  expect(endpointUri("diabetes", { ...laptop, host })).toBe(uri)
})

test.each([
  ["127.0.0.1", true, "https://127.0.0.1:8443/endpoints/diabetes/"],
  ["0.0.0.0", true, "https://127.0.0.1:8443/endpoints/diabetes/"],
  ["::", false, "http://[::1]:8443/endpoints/diabetes/"],
  ["192.168.1.5", true, "https://192.168.1.5:8443/endpoints/diabetes/"],
])("Caudal itself calls a gateway that listens on %s by this machine's own address", (host, tls, url) => {
  expect(localEndpointUrl("Diabetes", { host, port: 8443, tls }).href).toBe(url)
})
