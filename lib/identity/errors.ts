import { defineErrors } from "#lib/kernel/errors.ts"

export const identityErrors = defineErrors({
  unauthenticated: {
    code: "identity.unauthenticated",
    status: 401,
    cause: "The request carries no session and no valid token.",
    check: "Sign in, or run `caudal login`; a token may have expired or been revoked.",
  },
  badCredentials: {
    code: "identity.bad_credentials",
    status: 401,
    cause: "No person has this e-mail address and password.",
    check:
      "Check both; an admin can create a person, and who runs Caudal can set a lost password: `caudal user set-password`.",
  },
  tooManyAttempts: {
    code: "identity.too_many_attempts",
    status: 429,
    cause: "Too many failed attempts to sign in came from this IP, for this e-mail address or for all together.",
    check: "Wait ten minutes.",
  },
  signInBusy: {
    code: "identity.sign_in_busy",
    status: 429,
    cause: "More passwords are to be checked at this moment than may wait: checking one is made to be costly.",
    check: "Try again after `Retry-After`; if it stays, look who tries to sign in so often.",
  },
  forbidden: {
    code: "identity.forbidden",
    status: 403,
    cause: "The caller's role or token lacks the action that this needs.",
    check: "Ask an admin of the workspace for a role with that action.",
  },
  ownerRequired: {
    code: "identity.owner_required",
    status: 403,
    cause: "Only an owner of the installation may do this.",
    check: "Ask an owner; the person who set Caudal up is one.",
  },
  tokenLimited: {
    code: "identity.token_limited",
    status: 403,
    cause:
      "A token that is limited to a workspace or to actions may not manage accounts, nor give roles beyond its own actions.",
    check: "Use a session or a token without limits.",
  },
  workspaceNotFound: {
    code: "identity.workspace_not_found",
    status: 404,
    cause: "There is no such workspace, or the caller is not a member of it.",
    check: "List the workspaces that you can see; names are compared in lower case.",
  },
  workspaceNameTaken: {
    code: "identity.workspace_name_taken",
    status: 409,
    cause: "Another workspace has this name; names are compared in lower case.",
    check: "Choose another name.",
  },
  emailTaken: {
    code: "identity.email_taken",
    status: 409,
    cause: "A person with this e-mail address exists already.",
    check: "Give the existing person a role without `password` and `name`, or use another address.",
  },
  userNotFound: {
    code: "identity.user_not_found",
    status: 404,
    cause: "There is no such person.",
    check: "The person must exist before becoming a member.",
  },
  tooManyTokens: {
    code: "identity.too_many_tokens",
    status: 409,
    cause: "The person has as many usable tokens as one may have.",
    check: "List your tokens and revoke those that nothing uses any more.",
  },
  tokenNotFound: {
    code: "identity.token_not_found",
    status: 404,
    cause: "You have no such token.",
    check: "List your tokens.",
  },
  sessionNotFound: {
    code: "identity.session_not_found",
    status: 404,
    cause: "You have no such session, or it has ended already.",
    check: "List your sessions.",
  },
  setupInvalid: {
    code: "identity.setup_invalid",
    status: 403,
    cause: "The set-up link is wrong, used, or older than 24 hours, or Caudal is set up already.",
    check: "Restart Caudal: while nobody can sign in it prints a new link.",
  },
  installationMissing: {
    code: "identity.installation_missing",
    status: 503,
    cause: "The database holds no installation yet.",
    check: "Start Caudal with `npm start`, which prepares it.",
  },
})
