import type { ResponseOf } from "../../contract/api.ts";
import { UPLOAD_ID } from "../domain/configurator/values.ts";
import { formatAttachment } from "../domain/file-name.ts";
import { type Answer, type Refusal, refuse } from "../http/answer.ts";
import type { AuthorizedRequest } from "../http/create-handler.ts";
import { readConfiguration } from "../store/configurations.ts";
import { createDownload } from "../store/files.ts";
import { readUpload } from "../store/uploads.ts";
import type { UploadParts } from "./parts.ts";

const DOWNLOAD_SECONDS = 5 * 60;

/** The file itself comes from the store, as an attachment of the type that was checked: no browser shows it or runs it. */
export async function getConfigurationFile(
  { catalogue, files }: UploadParts,
  { principal, path, nowEpochMs }: AuthorizedRequest<"getConfigurationFile">,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const { shortId, attributeId } = path;
  const configuration = await readConfiguration(catalogue, workspaceId, shortId);
  const values = new Map(Object.entries(configuration?.values ?? {}));
  const uploadId = values.get(attributeId);
  if (typeof uploadId !== "string" || !UPLOAD_ID.test(uploadId)) return refuse("not_found");
  const upload = await readUpload(catalogue, workspaceId, uploadId, nowEpochMs);
  // Any text may look like the id of an upload: only the save that claimed the file opens it.
  if (upload?.attributeId !== attributeId || upload.savedIn?.has(shortId) !== true) return refuse("not_found");
  const { name, contentType, bytes } = upload;
  const url = await createDownload(
    files,
    { workspaceId, uploadId },
    { contentType, contentDisposition: formatAttachment(name), nowEpochMs, seconds: DOWNLOAD_SECONDS },
  );
  const expiresAt = new Date((Math.floor(nowEpochMs / 1000) + DOWNLOAD_SECONDS) * 1000).toISOString();
  const answer: ResponseOf<"getConfigurationFile"> = { url, expiresAt, name, contentType, bytes };
  return { status: 200, body: answer };
}
