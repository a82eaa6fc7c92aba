import { defineErrors } from "#lib/kernel/errors.ts"

export const draftErrors = defineErrors({
  notFound: {
    code: "drafts.not_found",
    status: 404,
    cause: "You have no such draft in this workspace: it was sent, deleted or expired, or it is somebody else's.",
    check: "List your drafts; one expires 30 days after its last change.",
  },
  conflict: {
    code: "drafts.conflict",
    status: 412,
    cause: "The draft was changed since it was read, most often in another tab.",
    check: "Read it again, compare, and write it with the newer ETag.",
  },
  limit: {
    code: "drafts.limit",
    status: 409,
    cause: "You have as many drafts in this workspace as one person may have.",
    check: "Delete drafts that are not needed.",
  },
})
