import { z } from "zod"

import { ACTIONS, ROLES } from "./actions.ts"

export const PASSWORD_LENGTH_MIN = 8
export const PASSWORD_LENGTH_MAX = 1024
/** Life of a token from `login`, milliseconds. */
export const LOGIN_TOKEN_LIFE_MS = 30 * 24 * 3600 * 1000
/** Life of a browser session, milliseconds. */
export const SESSION_LIFE_MS = 14 * 24 * 3600 * 1000
/** Life of a one-time set-up link, milliseconds. */
export const SETUP_LIFE_MS = 24 * 3600 * 1000
export const TOKENS_PER_USER_MAX = 1000
const TOKEN_LIFE_DAYS_MAX = 3650

/** An e-mail address in lower case. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email("must be an e-mail address"))
const label = z.string().trim().max(200)

export const password = z
  .string()
  .min(PASSWORD_LENGTH_MIN, `must have at least ${PASSWORD_LENGTH_MIN} characters`)
  .max(PASSWORD_LENGTH_MAX, `must have at most ${PASSWORD_LENGTH_MAX} characters`)

/** Name of a workspace: as an endpoint's, and compared in lower case too. */
export const workspaceName = z
  .string()
  .min(2, "must have at least 2 characters")
  .max(64, "must have at most 64 characters")
  .regex(
    /^[a-zA-Z0-9](?:[-_]?[a-zA-Z0-9])*$/,
    "must start and end with a letter or digit, and hold only letters, digits and single hyphens or underscores",
  )

export const loginInput = z.strictObject({
  email,
  password: z.string().min(1).max(PASSWORD_LENGTH_MAX),
  /** What the token is for, shown in the list of tokens. */
  name: label.optional(),
})
export type LoginInput = z.infer<typeof loginInput>

export const loginView = z.object({ token: z.string(), token_id: z.string(), expires_at: z.string().nullable() })
export type LoginView = z.infer<typeof loginView>

export const setupInput = z.strictObject({
  /** From the one-time link that the start printed. */
  token: z.string().min(1).max(200),
  email,
  password,
  name: label.optional(),
})
export type SetupInput = z.infer<typeof setupInput>

export const userView = z.object({ id: z.string(), email: z.string(), name: z.string(), is_owner: z.boolean() })
export type UserView = z.infer<typeof userView>

/** Whether JavaScript can tell the time in it. Offsets such as "+01:00" are no zones: they know no summer time. */
function isTimeZone(value: string): boolean {
  if (!/^[A-Za-z]/.test(value)) return false
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}

const preferenceRules = {
  language: z.enum(["en", "es", "system"]),
  theme: z.enum(["light", "dark", "system"]),
  /** Of the times that pages show; `system` is the browser's. */
  time_zone: z
    .string()
    .max(64)
    .refine(
      (value) => value === "system" || isTimeZone(value),
      'must be a time zone such as "Europe/Madrid", "UTC", or "system"',
    ),
  density: z.enum(["comfortable", "compact"]),
  /** Whether single keys are commands. */
  shortcuts: z.boolean(),
  /** Whether moving one share of a split moves the others along. */
  traffic_mode: z.enum(["balanced", "manual"]),
}

export const DEFAULT_PREFERENCES = {
  language: "system",
  theme: "system",
  time_zone: "system",
  density: "comfortable",
  shortcuts: true,
  traffic_mode: "balanced",
} as const

/** How a person likes the studio, whole. What is missing, or was written by another Caudal and is not known, is the default. */
export const preferences = z.object({
  language: preferenceRules.language.catch(DEFAULT_PREFERENCES.language),
  theme: preferenceRules.theme.catch(DEFAULT_PREFERENCES.theme),
  time_zone: preferenceRules.time_zone.catch(DEFAULT_PREFERENCES.time_zone),
  density: preferenceRules.density.catch(DEFAULT_PREFERENCES.density),
  shortcuts: preferenceRules.shortcuts.catch(DEFAULT_PREFERENCES.shortcuts),
  traffic_mode: preferenceRules.traffic_mode.catch(DEFAULT_PREFERENCES.traffic_mode),
})
export type Preferences = z.infer<typeof preferences>

/** A change of one's own account: what is left out stays. */
export const meInput = z.strictObject({
  name: label.optional(),
  preferences: z.strictObject(preferenceRules).partial().optional(),
})
export type MeInput = z.infer<typeof meInput>

export const workspaceInput = z.strictObject({
  name: workspaceName,
  description: z.string().max(5000).optional(),
})
export type WorkspaceInput = z.infer<typeof workspaceInput>

export const workspaceView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** The caller's role in it. */
  role: z.enum(ROLES),
  created_at: z.string(),
})
export type WorkspaceView = z.infer<typeof workspaceView>

export const meView = z.object({
  user: userView,
  /** How the caller signed in. */
  via: z.enum(["session", "token"]),
  workspaces: z.array(workspaceView),
  preferences,
})
export type MeView = z.infer<typeof meView>

/** A browser in which the caller is signed in. */
export const sessionView = z.object({
  id: z.string(),
  /** What the browser called itself when the session began. */
  user_agent: z.string(),
  created_at: z.string(),
  /** To the minute. */
  last_seen_at: z.string(),
  expires_at: z.string(),
  /** Whether this request came by it; of no session with a token. */
  is_current: z.boolean(),
})
export type SessionView = z.infer<typeof sessionView>

export const tokenInput = z.strictObject({
  name: label.min(1),
  /** Limits the token to one workspace. */
  workspace: workspaceName.optional(),
  /** Limits the token to these actions; never more than its owner's role allows. */
  actions: z.array(z.enum(ACTIONS)).min(1).optional(),
  expires_in_days: z.int().min(1).max(TOKEN_LIFE_DAYS_MAX).optional(),
})
export type TokenInput = z.infer<typeof tokenInput>

export const tokenView = z.object({
  id: z.string(),
  name: z.string(),
  workspace: z.string().nullable(),
  actions: z.array(z.string()).nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
})
export type TokenView = z.infer<typeof tokenView>

/** A token as it is shown once, when it is made. */
export const issuedTokenView = tokenView.extend({ token: z.string() })
export type IssuedTokenView = z.infer<typeof issuedTokenView>

export const memberInput = z.strictObject({
  role: z.enum(ROLES),
  /** For a person who does not exist yet: creates them with this password. */
  password: password.optional(),
  name: label.optional(),
})
export type MemberInput = z.infer<typeof memberInput>

export const memberView = z.object({ email: z.string(), name: z.string(), role: z.enum(ROLES) })
export type MemberView = z.infer<typeof memberView>
