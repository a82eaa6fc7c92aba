import { workspacePaths } from "../api-paths.ts"
import type { ApiAnswer, ApiRequest, Client } from "../client/create-client.ts"

/** What a request is answered; what is left out is empty. To fail, throw. */
export type Answer = (
  method: string,
  path: string,
  request: ApiRequest | undefined,
) => Partial<ApiAnswer> | Promise<Partial<ApiAnswer>>

/** A client without a server, for what is decided between requests. */
export function fakeClient(answer: Answer): Client {
  return {
    origin: "http://127.0.0.1:1",
    paths: workspacePaths("default"),
    send: async (method, path, request) => ({
      status: 200,
      headers: {},
      json: undefined,
      ...(await answer(method, path, request)),
    }),
    open: async () => {
      throw new Error("not answered by a fake client")
    },
  }
}
