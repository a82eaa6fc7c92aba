import { defineErrors } from "#lib/kernel/errors.ts"

/** What can go wrong between Caudal and PostgreSQL. */
export const storageErrors = defineErrors({
  embeddedUnavailable: {
    code: "storage.embedded_unavailable",
    status: 503,
    cause: "The embedded PostgreSQL cannot run on this machine or for this user.",
    check: "Read the message, or give Caudal a PostgreSQL 15 or newer by DATABASE_URL.",
  },
  embeddedStartFailed: {
    code: "storage.embedded_start_failed",
    status: 503,
    cause: "The embedded PostgreSQL ended or hung while it started.",
    check: "The last lines of logs/postgres.log in $CAUDAL_HOME say why.",
  },
  serverTooOld: {
    code: "storage.server_too_old",
    status: 503,
    cause: "The PostgreSQL behind DATABASE_URL is older than version 15.",
    check: "Use PostgreSQL 15 or newer.",
  },
  databaseNewer: {
    code: "storage.database_newer",
    status: 503,
    cause: "The database was migrated by a newer Caudal than this one.",
    check: "Start the newer Caudal, or restore a backup that this one made.",
  },
  leadershipLost: {
    code: "storage.leadership_lost",
    status: 409,
    cause: "Another process leads now, so this process must not act on its old plan.",
    check: "Nothing: the new leader does the work.",
  },
  notifyTooLong: {
    code: "storage.notify_too_long",
    status: 500,
    cause: "A notification carried more than PostgreSQL allows.",
    check: "Send an id and let the listener read the row.",
  },
  backupUnusable: {
    code: "storage.backup_unusable",
    status: 400,
    cause: "The database part of a backup is incomplete, damaged, or from a newer Caudal.",
    check: "Use a complete backup and a Caudal at least as new as the one that made it.",
  },
  restoreTargetNotEmpty: {
    code: "storage.restore_target_not_empty",
    status: 409,
    cause: "A backup can only be restored into an empty database.",
    check: "Restore into a new $CAUDAL_HOME or a new database.",
  },
})
