import activity from "./en/activity.json" with { type: "json" }
import auth from "./en/auth.json" with { type: "json" }
import common from "./en/common.json" with { type: "json" }
import consume from "./en/consume.json" with { type: "json" }
import deletedEndpoints from "./en/deletedEndpoints.json" with { type: "json" }
import deployments from "./en/deployments.json" with { type: "json" }
import drafts from "./en/drafts.json" with { type: "json" }
import endpoint from "./en/endpoint.json" with { type: "json" }
import endpointSettings from "./en/endpointSettings.json" with { type: "json" }
import endpoints from "./en/endpoints.json" with { type: "json" }
import errors from "./en/errors.json" with { type: "json" }
import failure from "./en/failure.json" with { type: "json" }
import home from "./en/home.json" with { type: "json" }
import logs from "./en/logs.json" with { type: "json" }
import me from "./en/me.json" with { type: "json" }
import operations from "./en/operations.json" with { type: "json" }
import overview from "./en/overview.json" with { type: "json" }
import palette from "./en/palette.json" with { type: "json" }
import rows from "./en/rows.json" with { type: "json" }
import shell from "./en/shell.json" with { type: "json" }
import states from "./en/states.json" with { type: "json" }
import status from "./en/status.json" with { type: "json" }
import test from "./en/test.json" with { type: "json" }
import titles from "./en/titles.json" with { type: "json" }
import traffic from "./en/traffic.json" with { type: "json" }
import upload from "./en/upload.json" with { type: "json" }
import wizard from "./en/wizard.json" with { type: "json" }
import wizardChecks from "./en/wizardChecks.json" with { type: "json" }
import wizardRules from "./en/wizardRules.json" with { type: "json" }

/** English. */
export const en = {
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
