import type { Money, Values } from "../../domain/configurator/document.ts";
import { evaluate } from "../../domain/configurator/evaluate.ts";
import { findForbidden } from "../../domain/configurator/forbidden.ts";
import { parseValues } from "../../domain/configurator/parse-values.ts";
import { isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { refuseValues } from "../../http/refuse-values.ts";
import { parseDocument, readPublished } from "../../store/configurators.ts";
import type { FileValue } from "../../store/uploads.ts";
import { readFiles } from "./files.ts";
import type { ConfigurationParts } from "./parts.ts";

/** What a shopper asks to have saved. */
interface Choices {
  /** The version that they saw. */
  readonly version?: number | undefined;
  readonly values: unknown;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** What is saved of it. */
export interface AcceptedChoices {
  readonly version: number;
  /** Every attribute with its value. */
  readonly values: Values;
  readonly price: Money;
}

/** As JSON, which is a little more than what DynamoDB counts: an item may have 400 kB. */
const CONFIGURATION_BYTES_MAX = 300 * 1024;

/** The browser's price is never looked at: values are checked and priced here, against the published version and by the same engine. */
export async function acceptChoices(
  { catalogue }: ConfigurationParts,
  address: { readonly workspaceId: string; readonly configuratorId: string },
  choices: Choices,
): Promise<{ readonly accepted: AcceptedChoices; readonly files: readonly FileValue[] } | Refusal> {
  const published = await readPublished(catalogue, address);
  if (published === undefined) return refuse("not_found");
  const { version } = published;
  if (choices.version !== undefined && choices.version !== version)
    return refuse("version_not_published", { publishedVersion: version });

  const document = parseDocument(published);
  const reading = parseValues(document, choices.values);
  if (!reading.ok) return refuseValues(reading.problems);
  const evaluation = evaluate(document, reading.values);
  const forbidden = findForbidden(document, reading.values, evaluation);
  if (forbidden.length > 0) {
    return refuseValues(
      forbidden.map(({ attributeId, message }) => ({ attributeId, code: "forbidden_by_rule", message })),
    );
  }
  const { values, price } = evaluation;
  // Defaults that nobody sent count, too.
  const bytes = Buffer.byteLength(JSON.stringify([values, choices.metadata]));
  if (bytes > CONFIGURATION_BYTES_MAX) return refuse("body_too_large");
  const files = readFiles(document, values);
  return isRefusal(files) ? files : { accepted: { version, values, price }, files };
}
