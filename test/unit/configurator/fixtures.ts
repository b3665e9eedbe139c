import { readFileSync } from "node:fs";
import * as z from "zod";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";

// Read as text: an import would turn a "__proto__" key into a prototype.
const readVectors = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`vectors/${name}`, import.meta.url), "utf8"));

const changes = z.record(z.string(), z.unknown());
export const documentVectors = z
  .object({
    shape: z.array(z.object({ name: z.string(), set: changes, pointer: z.string() })),
    shapeAccepted: z.array(z.object({ name: z.string(), set: changes })),
    content: z.array(
      z.object({ name: z.string(), set: changes, problems: z.array(z.string()), ignoreOthers: z.boolean().optional() }),
    ),
    contentAccepted: z.array(z.object({ name: z.string(), set: changes })),
  })
  .parse(readVectors("documents.json"));

export const valueVectors = z
  .object({
    documents: z.object({ mug: configuratorDocument, hostile: configuratorDocument, kit: configuratorDocument }),
    accepted: z.array(
      z.object({
        name: z.string(),
        document: z.enum(["mug", "hostile", "kit"]),
        values: z.unknown(),
        complete: z.record(z.string(), z.unknown()).optional(),
        price: z.record(z.string(), z.number()),
        layers: z.array(z.string()).optional(),
      }),
    ),
    refused: z.array(
      z.object({
        name: z.string(),
        document: z.enum(["mug", "hostile", "kit"]),
        values: z.unknown(),
        problems: z.array(
          z.object({
            code: z.string(),
            attributeId: z.string(),
            value: z.union([z.string(), z.number(), z.boolean()]),
          }),
        ),
      }),
    ),
  })
  .parse(readVectors("values.json"));

export const mug: ConfiguratorDocument = valueVectors.documents.mug;
export const hostile: ConfiguratorDocument = valueVectors.documents.hostile;
export const kit: ConfiguratorDocument = valueVectors.documents.kit;

/** A copy of a JSON value with the places that JSON Pointers name set to new values. */
export function withChanges(value: unknown, changed: Readonly<Record<string, unknown>>): unknown {
  const copy: unknown = structuredClone(value);
  for (const [pointer, replacement] of Object.entries(changed)) {
    const segments = pointer.split("/").slice(1);
    const last = segments.pop() ?? "";
    const parent = segments.reduce(stepInto, copy);
    if (typeof parent !== "object" || parent === null) throw new Error(`Nothing at ${pointer}`);
    Reflect.set(parent, last, replacement);
  }
  return copy;
}

function stepInto(value: unknown, segment: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, segment) : undefined;
}

/** JSON Pointer (RFC 6901) of a path. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
