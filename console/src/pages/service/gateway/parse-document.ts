import { DOCUMENT_BYTES_MAX, DOCUMENT_DEPTH_MAX } from "../../../../../functions/domain/gateway-environments.ts";
import { isShallow } from "../../../../../functions/domain/json-depth.ts";

export type ParsedDocument =
  | { readonly ok: true; readonly document: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly mistake: string };

/** What somebody wrote as the document of a gateway, judged as the API does. */
export function parseDocument(text: string): ParsedDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, mistake: `This is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}` };
  }
  if (!isObject(value)) return { ok: false, mistake: "Write a JSON object: it begins with { and ends with }." };
  if (!isShallow(value, DOCUMENT_DEPTH_MAX)) {
    return { ok: false, mistake: `Nest at most ${DOCUMENT_DEPTH_MAX} lists and objects in each other.` };
  }
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  if (bytes > DOCUMENT_BYTES_MAX) return { ok: false, mistake: "The document is larger than 256 kB." };
  return { ok: true, document: value };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
