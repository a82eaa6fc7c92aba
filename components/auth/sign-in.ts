import { authPaths } from "#lib/urls/contract.ts"

import { formText } from "./form-text.ts"
import { postAuth } from "./post-auth.ts"

/**
 * Starts a session for the address and password of a form. Answers whether they were right.
 *
 * @throws ApiError when the studio does not answer
 */
export async function signIn(form: FormData): Promise<boolean> {
  const fields = { email: formText(form, "email"), password: formText(form, "password") }
  return (await postAuth(authPaths.signIn, fields)).ok
}
