import { EmbedError } from "../core/embed-error.ts";
import type { UiContext } from "../core/types.ts";
import { toJson } from "./json.ts";

/** A file on its way. */
export interface Sending {
  readonly configuratorId: string;
  readonly attributeId: string;
  readonly file: File;
  /** Stops the sending. What was sent by then is nobody's, and the store forgets it. */
  readonly signal: AbortSignal;
  /** @param sent part of the file that is on its way or there, from 0 to 1. */
  onProgress(sent: number): void;
}

interface UploadForm {
  readonly uploadId: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Sends a file straight to the store and has it checked.
 *
 * @returns the upload id: the value of the attribute
 * @throws EmbedError
 */
export async function uploadFile({ request }: Pick<UiContext, "request">, sending: Sending): Promise<string> {
  const { configuratorId, attributeId, file } = sending;
  const { type: contentType, size: bytes, name } = file;
  const asked = { configuratorId, attributeId, contentType, bytes, name: name.slice(-255).toWellFormed() };
  const { uploadId, url, fields } = await request<UploadForm>("uploads", toJson(asked));
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  // What stands behind the file is not read.
  body.append("file", file);
  const status = await post(url, body, sending);
  if (sending.signal.aborted) throw new EmbedError("canceled", "The sending was stopped.", 0);
  if (status === 0) {
    const { origin } = new URL(url);
    console.warn(
      `[latchkey] No answer came to the file that was sent to ${origin}. Does the page's Content-Security-Policy allow it in connect-src?`,
    );
  }
  if (status < 200 || status > 299)
    throw new EmbedError(status ? "file_not_accepted" : "unreachable", "The file could not be sent.", status);
  await request(`uploads/${uploadId}/complete`, "{}");
  return uploadId;
}

/**
 * Not by `fetch`, which does not say how much was sent. For telling that, the browser asks the store by a preflight whether a page may send files:
 * that they may is what the store is for.
 *
 * @returns the status of the answer; 0 when there is none that this page may read, or the sending was stopped
 */
function post(url: string, body: FormData, { signal, onProgress }: Sending): Promise<number> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(0);
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("loadend", () => resolve(request.status));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}
