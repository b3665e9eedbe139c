import type { ResponseOf } from "../../contract/api.ts";
import type { FieldError } from "../../contract/errors.ts";
import { randomBase62 } from "../domain/base62.ts";
import type { Attribute } from "../domain/configurator/document.ts";
import { cleanFileName } from "../domain/file-name.ts";
import { type Answer, type Refusal, refuse } from "../http/answer.ts";
import type { AuthorizedRequest } from "../http/create-handler.ts";
import { parseDocument, readPublished } from "../store/configurators.ts";
import { createForm } from "../store/files.ts";
import { transact } from "../store/transact.ts";
import { putUpload } from "../store/uploads.ts";
import type { UploadParts } from "./parts.ts";

type Request = AuthorizedRequest<"createUpload">;

/** 131 bits: whoever knows the id of an upload may put it into a configuration of their own. */
const UPLOAD_ID_LENGTH = 22;
/** Long enough for 10 MB over a slow line, which must only begin in time. */
const FORM_SECONDS = 10 * 60;

/** Promises nothing about the file: what is sent is checked when the upload is completed. */
export async function createUpload(
  { catalogue, files, randomBytes }: UploadParts,
  { principal, body, nowEpochMs }: Request,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const { configuratorId, attributeId, contentType, bytes } = body;
  const published = await readPublished(catalogue, { workspaceId, configuratorId });
  if (published === undefined) return refuse("not_found");
  const attribute = parseDocument(published).attributes.find(({ id }) => id === attributeId);
  const errors = refuseFile(attribute, body);
  if (errors.length > 0) return refuse("file_not_accepted", { errors });

  const id = `upl_${randomBase62(UPLOAD_ID_LENGTH, randomBytes)}`;
  const form = await createForm(files, { workspaceId, uploadId: id }, { contentType, bytes, seconds: FORM_SECONDS });
  const upload = {
    id,
    configuratorId,
    attributeId,
    contentType,
    bytes,
    name: cleanFileName(body.name, contentType),
    createdAt: new Date(nowEpochMs).toISOString(),
    createdWith: principal.id,
  };
  const outcome = await transact(catalogue.client, [putUpload(catalogue, workspaceId, upload, nowEpochMs)]);
  if (!outcome.written) throw new Error("a new upload could not be written");
  // The policy of the form ends at a whole second.
  const expiresAt = new Date((Math.floor(nowEpochMs / 1000) + FORM_SECONDS) * 1000).toISOString();
  const answer: ResponseOf<"createUpload"> = { uploadId: id, url: form.url, fields: form.fields, expiresAt };
  return { status: 200, body: answer };
}

/** Why the attribute does not take such a file. */
function refuseFile(
  attribute: Attribute | undefined,
  { contentType, bytes }: Pick<Request["body"], "contentType" | "bytes">,
): FieldError[] {
  if (attribute?.type !== "file") {
    return [{ pointer: "/attributeId", code: "not_a_file_attribute", message: "This attribute takes no file." }];
  }
  const errors: FieldError[] = [];
  if (!attribute.accept.includes(contentType)) {
    const message = `This attribute takes ${attribute.accept.join(", ")}.`;
    errors.push({ pointer: "/contentType", code: "type_not_accepted", message });
  }
  if (bytes > attribute.maxBytes) {
    errors.push({
      pointer: "/bytes",
      code: "too_large",
      message: `This attribute takes ${attribute.maxBytes} bytes at most.`,
    });
  }
  return errors;
}
