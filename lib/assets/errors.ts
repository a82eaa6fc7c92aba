import { defineErrors } from "#lib/kernel/errors.ts"

/** What can go wrong with models, code and uploads. */
export const assetErrors = defineErrors({
  manifestInvalid: {
    code: "assets.manifest_invalid",
    status: 400,
    cause: "The list of files of an upload has a path, size or hash that cannot be stored safely.",
    check: "Each detail names a file and its rule; rename or leave out those files.",
  },
  treeTooLarge: {
    code: "assets.tree_too_large",
    status: 413,
    cause: "A folder has more files or bytes than one asset may have.",
    check: "Leave out what the model does not need; the message names the limit.",
  },
  tooManyUploads: {
    code: "assets.too_many_uploads",
    status: 429,
    cause: "The workspace has too many uploads that are not completed.",
    check: "Complete some of them, or wait: an upload expires 24 hours after it was opened.",
  },
  uploadNotFound: {
    code: "assets.upload_not_found",
    status: 404,
    cause: "There is no such upload in this workspace.",
    check: "Open the upload again with the same list of files; contents that arrived are not sent twice.",
  },
  uploadExpired: {
    code: "assets.upload_expired",
    status: 410,
    cause: "The upload was not completed in 24 hours.",
    check: "Open the upload again with the same list of files.",
  },
  uploadIncomplete: {
    code: "assets.upload_incomplete",
    status: 409,
    cause: "Some files of the upload have not arrived.",
    check: "Send the files that the details name, then complete the upload again.",
  },
  blobNotInUpload: {
    code: "assets.blob_not_in_upload",
    status: 404,
    cause: "The upload's list of files has no file with this SHA-256.",
    check: "Compare the hash with the list; a file that changed meanwhile needs a new upload.",
  },
  offsetInvalid: {
    code: "assets.offset_invalid",
    status: 400,
    cause: "The header Upload-Offset is missing or is not a whole number.",
    check: "Send where in the file the body starts, 0 for the first chunk.",
  },
  offsetConflict: {
    code: "assets.offset_conflict",
    status: 409,
    cause: "A part of a file starts somewhere else than where the stored bytes end.",
    check: "Ask for the offset with HEAD and go on from there.",
  },
  blobBusy: {
    code: "assets.blob_busy",
    status: 409,
    cause: "Another request is sending the same file of the same upload.",
    check: "Wait until it ends, ask for the offset with HEAD and go on from there.",
  },
  blobTooLong: {
    code: "assets.blob_too_long",
    status: 422,
    cause: "A file brought more bytes than its list of files says.",
    check: "The file changed after it was hashed: open a new upload.",
  },
  chunkTooLarge: {
    code: "assets.chunk_too_large",
    status: 413,
    cause: "One request carried more than one chunk of a file.",
    check: "Send at most `chunk_bytes_max` bytes in one request, then go on at the next offset.",
  },
  hashMismatch: {
    code: "assets.hash_mismatch",
    status: 422,
    cause: "The bytes that arrived do not have the SHA-256 that was announced.",
    check: "Send the file again from offset 0; if that fails too, it changed after it was hashed.",
  },
  interrupted: {
    code: "assets.upload_interrupted",
    status: 400,
    cause: "The connection ended in the middle of a chunk.",
    check: "Ask for the offset with HEAD and go on from there; what arrived is kept.",
  },
  diskFull: {
    code: "assets.disk_full",
    status: 507,
    cause: "The disk with $CAUDAL_HOME would have less than 1 GiB free.",
    check: "Free disk space; models that are deployed go on serving.",
  },
  treeNotFound: {
    code: "assets.tree_not_found",
    status: 404,
    cause: "A `caudal://trees/` path names contents that this workspace has not uploaded.",
    check: "Upload the folder or file again; contents that no asset uses are removed after a day.",
  },
  pathInvalid: {
    code: "assets.path_invalid",
    status: 400,
    cause: "An asset's path does not fit what was uploaded.",
    check: "A folder's path ends with a slash; a file's path is the name of the one file in its upload.",
  },
  referenceInvalid: {
    code: "assets.reference_invalid",
    status: 400,
    cause: "A reference to an asset is not written as azureml:NAME:VERSION or azureml:NAME@latest.",
    check: "`list` shows names and versions.",
  },
  notFound: {
    code: "assets.not_found",
    status: 404,
    cause: "The workspace has no asset of this name and version.",
    check: "`list` shows names and versions; `@latest` skips archived versions.",
  },
  versionExists: {
    code: "assets.version_exists",
    status: 409,
    cause: "This version exists with other contents; a version never changes.",
    check: "Give a new version, or leave `version` out to get the next number.",
  },
  preconditionFailed: {
    code: "assets.precondition_failed",
    status: 412,
    cause: "If-Match asks for a version that does not exist, or for an ETag, which versions do not have.",
    check: "Use If-Match: * for a version that must exist, or leave it out.",
  },
  treeDamaged: {
    code: "assets.tree_damaged",
    status: 500,
    cause: "Stored contents are missing or do not have their hash any more.",
    check: "Check the disk, then upload the asset again or restore a backup.",
  },
})
