import { meView } from "#lib/identity/contract.ts"
import type { MeView } from "#lib/identity/contract.ts"

import type { PageAnswer } from "./read-page.ts"

/** Who looks at a page. */
export interface Identified {
  /** Null: nobody is signed in, or it is not known who is. */
  readonly me: MeView | null
  /** Whether it is not known because something that Caudal needs, most often the database, does not answer. */
  readonly isUnavailable: boolean
}

/** What an answer of the API's `me` says about who asked. */
export function whoLooks({ status, body }: PageAnswer): Identified {
  return { me: status === 200 ? meView.parse(body) : null, isUnavailable: status >= 500 }
}
