import { EmbedError } from "../core/embed-error.ts";
import type { UiContext } from "../core/types.ts";

interface UploadForm {
  readonly uploadId: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Sends a file straight to the store and has it checked. Neither step needs a preflight.
 *
 * @returns the upload id: the value of the attribute
 * @throws EmbedError
 */
export async function uploadFile(
  { request }: Pick<UiContext, "request">,
  {
    configuratorId,
    attributeId,
    file,
  }: { readonly configuratorId: string; readonly attributeId: string; readonly file: File },
): Promise<string> {
  const { type: contentType, size: bytes, name } = file;
  const asked = { configuratorId, attributeId, contentType, bytes, name: name.slice(-255) };
  const { uploadId, url, fields } = await request<UploadForm>("uploads", JSON.stringify(asked));
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  // What stands behind the file is not read.
  body.append("file", file);
  const { ok, status } = await fetch(url, { method: "POST", body, credentials: "omit" }).catch(() => Response.error());
  if (!ok) throw new EmbedError(status ? "file_not_accepted" : "unreachable", "The file could not be sent.", status);
  await request(`uploads/${uploadId}/complete`, "{}");
  return uploadId;
}
