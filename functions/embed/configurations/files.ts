import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConfiguratorDocument, Values } from "../../domain/configurator/document.ts";
import type { Refusal } from "../../http/answer.ts";
import { type RefusedValue, refuseValues } from "../../http/refuse-values.ts";
import { type FileUse, type FileValue, findFileValues, releaseUploads } from "../../store/uploads.ts";
import type { ConfigurationParts } from "./parts.ts";

/** All of them are written in the one transaction of the save. */
const FILES_MAX = 20;

/** The files that values name. One that is named twice could be of one attribute only. */
export function readFiles({ attributes }: ConfiguratorDocument, values: Values): readonly FileValue[] | Refusal {
  const named = new Set(attributes.flatMap(({ type, id }) => (type === "file" ? [id] : [])));
  const files = findFileValues(values).filter(({ attributeId }) => named.has(attributeId));
  const refused = files.filter(
    ({ uploadId }, position) =>
      position >= FILES_MAX || files.findIndex((file) => file.uploadId === uploadId) !== position,
  );
  return refused.length === 0 ? files : refuseValues(refused.map(describe));
}

/**
 * What the claims say that did not hold.
 *
 * @param failed positions in the transaction
 * @param first position of the first claim
 */
export function refuseClaims(
  files: readonly FileValue[],
  failed: readonly number[],
  first: number,
): Refusal | undefined {
  const refused = files.filter((_, position) => failed.includes(first + position));
  return refused.length === 0 ? undefined : refuseValues(refused.map(describe));
}

/** The writes that take files out of a configuration whose new values do not name them any more. */
export function releaseFiles(
  { catalogue }: ConfigurationParts,
  use: FileUse,
  former: Values,
  files: readonly FileValue[],
  nowEpochMs: number,
): Promise<TransactWriteItem[]> {
  const gone = findFileValues(former).filter(({ uploadId }) => files.every((file) => file.uploadId !== uploadId));
  return releaseUploads(catalogue, use, gone, nowEpochMs);
}

function describe({ attributeId }: FileValue): RefusedValue {
  const message = `Attribute "${attributeId}" takes a file that was uploaded for it and checked, less than a day ago.`;
  return { attributeId, code: "upload_not_usable", message };
}
