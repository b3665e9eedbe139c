import type { ResponseOf } from "../../contract/api.ts";
import { detectFileType, FILE_START_BYTES } from "../domain/file-type.ts";
import { type Answer, type Refusal, refuse } from "../http/answer.ts";
import type { AuthorizedRequest } from "../http/create-handler.ts";
import { keepPendingFile, type PendingFile, readPendingFile } from "../store/files.ts";
import { transact } from "../store/transact.ts";
import { markChecked, readUpload, type StoredUpload } from "../store/uploads.ts";
import type { UploadParts } from "./parts.ts";

/** Looks at what was sent, and keeps it when it is what was announced. Done again, it gives the same answer. */
export async function completeUpload(
  { catalogue, files }: UploadParts,
  { principal, path, nowEpochMs }: AuthorizedRequest<"completeUpload">,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const address = { workspaceId, uploadId: path.uploadId };
  const upload = await readUpload(catalogue, workspaceId, path.uploadId, nowEpochMs);
  if (upload === undefined) return refuse("not_found");
  if (upload.checkedAt !== undefined) return { status: 200, body: format(upload) };

  const file = await readPendingFile(files, address, FILE_START_BYTES);
  if (file === undefined) return refuse("file_not_sent");
  const code = refuseContent(upload, file);
  if (code !== undefined) {
    return refuse("file_not_accepted", { errors: [{ pointer: "", code, message: MESSAGES[code] }] });
  }
  if (!(await keepPendingFile(files, address, file))) {
    return refuse("file_not_sent", { detail: "The file was sent again while it was being checked." });
  }
  // When this fails, somebody else was first, with a file that was checked in the same way.
  await transact(catalogue.client, [markChecked(catalogue, workspaceId, path.uploadId, nowEpochMs)]);
  const completed = await readUpload(catalogue, workspaceId, path.uploadId, nowEpochMs);
  return completed === undefined ? refuse("not_found") : { status: 200, body: format(completed) };
}

const MESSAGES = {
  wrong_size: "The file does not have the size that was announced.",
  wrong_content: "The file is not of the type that was announced.",
} as const;

function refuseContent(upload: StoredUpload, file: PendingFile): keyof typeof MESSAGES | undefined {
  if (file.bytes !== upload.bytes) return "wrong_size";
  const isAsSaid = detectFileType(file.start) === upload.contentType && file.contentType === upload.contentType;
  return isAsSaid ? undefined : "wrong_content";
}

function format({ id, name, contentType, bytes, expiresAt }: StoredUpload): ResponseOf<"completeUpload"> {
  return { uploadId: id, name, contentType, bytes, expiresAt: expiresAt ?? null };
}
