import type { Messages } from "../messages.ts"

import activity from "./es/activity.json" with { type: "json" }
import auth from "./es/auth.json" with { type: "json" }
import common from "./es/common.json" with { type: "json" }
import consume from "./es/consume.json" with { type: "json" }
import deletedEndpoints from "./es/deletedEndpoints.json" with { type: "json" }
import deployments from "./es/deployments.json" with { type: "json" }
import drafts from "./es/drafts.json" with { type: "json" }
import endpoint from "./es/endpoint.json" with { type: "json" }
import endpointSettings from "./es/endpointSettings.json" with { type: "json" }
import endpoints from "./es/endpoints.json" with { type: "json" }
import errors from "./es/errors.json" with { type: "json" }
import failure from "./es/failure.json" with { type: "json" }
import home from "./es/home.json" with { type: "json" }
import logs from "./es/logs.json" with { type: "json" }
import me from "./es/me.json" with { type: "json" }
import operations from "./es/operations.json" with { type: "json" }
import overview from "./es/overview.json" with { type: "json" }
import palette from "./es/palette.json" with { type: "json" }
import rows from "./es/rows.json" with { type: "json" }
import shell from "./es/shell.json" with { type: "json" }
import states from "./es/states.json" with { type: "json" }
import status from "./es/status.json" with { type: "json" }
import test from "./es/test.json" with { type: "json" }
import titles from "./es/titles.json" with { type: "json" }
import traffic from "./es/traffic.json" with { type: "json" }
import upload from "./es/upload.json" with { type: "json" }
import wizard from "./es/wizard.json" with { type: "json" }
import wizardChecks from "./es/wizardChecks.json" with { type: "json" }
import wizardRules from "./es/wizardRules.json" with { type: "json" }

/** Spanish: the same keys as English, or it is a type error. */
export const es: Messages = {
  activity,
  auth,
  common,
  consume,
  deletedEndpoints,
  deployments,
  drafts,
  endpoint,
  endpointSettings,
  endpoints,
  errors,
  failure,
  home,
  logs,
  me,
  operations,
  overview,
  palette,
  rows,
  shell,
  states,
  status,
  test,
  titles,
  traffic,
  upload,
  wizard,
  wizardChecks,
  wizardRules,
}
