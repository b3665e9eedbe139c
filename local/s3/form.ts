import type { FormFields } from "./post-policy.ts";
import { invalidArgument, notImplemented, S3Error } from "./s3-error.ts";

export interface PostForm {
  readonly fields: FormFields;
  readonly file: Buffer;
}

/** Fields that mean something here. S3 knows more, which would change how an object is stored. */
const KNOWN_FIELDS = new Set([
  "bucket",
  "content-type",
  "key",
  "policy",
  "x-amz-algorithm",
  "x-amz-credential",
  "x-amz-date",
  "x-amz-security-token",
  "x-amz-signature",
]);

/**
 * Reads `multipart/form-data`: fields, and then the file as the last one.
 * @throws S3Error
 */
export async function parseForm(contentType: string, body: Buffer<ArrayBuffer>): Promise<PostForm> {
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData().catch(() => {
    throw new S3Error(
      400,
      "MalformedPOSTRequest",
      "The body of your POST request is not well-formed multipart/form-data.",
    );
  });
  const fields = new Map<string, string>();
  let file: Buffer | undefined;
  for (const [name, value] of form) {
    const field = name.toLowerCase();
    if (file !== undefined) throw invalidArgument("The file must be the last field of the form");
    if (field === "file") {
      if (typeof value === "string") throw invalidArgument("POST requires exactly one file upload per request.");
      file = Buffer.from(await value.arrayBuffer());
    } else {
      if (!KNOWN_FIELDS.has(field)) throw notImplemented(`The local S3 does not know the field ${field}`);
      if (fields.has(field) || typeof value !== "string") throw invalidArgument(`The form has several fields ${field}`);
      fields.set(field, value);
    }
  }
  if (file === undefined) throw invalidArgument("POST requires exactly one file upload per request.");
  return { fields, file };
}
