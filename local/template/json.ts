import { TemplateError } from "./template-error.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isJsonArray(value);
}

export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** @throws TemplateError naming `source` when the text is not JSON */
export function parseJson(text: string, source: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    throw new TemplateError(`${source} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
