import { defineErrors } from "#lib/kernel/errors.ts"

export const identityErrors = defineErrors({
  unauthenticated: {
    code: "identity.unauthenticated",
    status: 401,
    cause: "The request carries no session and no valid token.",
    check: "Sign in, or run `caudal login`; a token may have expired or been revoked.",
  },
  forbidden: {
    code: "identity.forbidden",
    status: 403,
    cause: "The caller's role or token lacks the action that this needs.",
    check: "Ask an admin of the workspace for a role with that action.",
  },
  workspaceNotFound: {
    code: "identity.workspace_not_found",
    status: 404,
    cause: "There is no such workspace, or the caller is not a member of it.",
    check: "List the workspaces that you can see; names are compared in lower case.",
  },
})
