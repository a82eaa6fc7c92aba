import { reach } from "#components/data/send-json.ts"
import { authPaths } from "#lib/urls/contract.ts"

/**
 * Sends a form to next-auth with the token that it demands against forged requests.
 *
 * @throws ApiError when the studio does not answer
 */
export async function postAuth(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const { csrfToken }: { csrfToken: string } = await (await reach(authPaths.csrf, {})).json()
  return await reach(path, { method: "POST", body: new URLSearchParams({ ...fields, csrfToken, json: "true" }) })
}
