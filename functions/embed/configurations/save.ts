import type { ResponseOf } from "../../../contract/api.ts";
import { type RandomBytes, randomBase62 } from "../../domain/base62.ts";
import { evaluate } from "../../domain/configurator/evaluate.ts";
import { parseValues } from "../../domain/configurator/values.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { pointerOf } from "../../http/parse-request.ts";
import { putConfiguration, readConfiguration, type StoredConfiguration } from "../../store/configurations.ts";
import { parseDocument, readPublished } from "../../store/configurators.ts";
import type { Table } from "../../store/table.ts";
import { transact } from "../../store/transact.ts";

export interface ConfigurationParts {
  readonly catalogue: Table;
  readonly randomBytes: RandomBytes;
}

type Request = AuthorizedRequest<"saveConfiguration">;

/** 16 base62 characters, 95 bits: whoever has the short id may read the save, so it must not be guessed. */
const SHORT_ID_LENGTH = 16;

export async function saveConfiguration(parts: ConfigurationParts, request: Request): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.catalogue,
    request,
    run: (once) => save(parts, request, once),
    replay: async ({ resourceId }) => {
      const saved = await readConfiguration(parts.catalogue, request.principal.workspaceId, resourceId);
      return saved === undefined ? refuse("not_found") : { status: 201, body: format(saved) };
    },
  });
}

/** The browser's price is never looked at: values are checked and priced here, by the same engine. */
async function save(
  parts: ConfigurationParts,
  request: Request,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { principal, body, nowEpochMs } = request;
  const { workspaceId } = principal;
  const published = await readPublished(parts.catalogue, { workspaceId, configuratorId: body.configuratorId });
  if (published === undefined) return refuse("not_found");
  if (body.version !== undefined && body.version !== published.version) return refuse("version_not_published");

  const document = parseDocument(published);
  const reading = parseValues(document, body.values);
  if (!reading.ok) {
    return refuse("values_not_accepted", {
      errors: reading.problems.map(({ attributeId, code, message }) => ({
        pointer: pointerOf(attributeId === "" ? ["values"] : ["values", attributeId]),
        code,
        message,
      })),
    });
  }
  const { values, price } = evaluate(document, reading.values);
  const configuration: StoredConfiguration = {
    shortId: randomBase62(SHORT_ID_LENGTH, parts.randomBytes),
    configuratorId: body.configuratorId,
    version: published.version,
    values,
    price,
    metadata: body.metadata ?? {},
    createdAt: new Date(nowEpochMs).toISOString(),
    savedWith: principal.id,
    savedFrom: principal.origin,
  };
  const outcome = await transact(parts.catalogue.client, [
    putConfiguration(parts.catalogue, workspaceId, configuration),
    ...once.claim({ resourceId: configuration.shortId }),
  ]);
  if (outcome.written) return { status: 201, body: format(configuration) };
  if (outcome.failed.includes(1)) return REPEATED;
  throw new Error("a new configuration could not be written");
}

/** What a page may see of a save: not the metadata, which is the shop's own. */
export function format(configuration: StoredConfiguration): ResponseOf<"saveConfiguration"> {
  const { shortId, configuratorId, version, values, price, createdAt } = configuration;
  return { shortId, configuratorId, version, values, price, createdAt };
}
