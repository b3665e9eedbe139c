import type { ResponseOf } from "../../../contract/api.ts";
import type { AttributeState, ChoiceState } from "../../domain/configurator/decide-attribute.ts";
import type { ConfiguratorDocument } from "../../domain/configurator/document.ts";
import { evaluate } from "../../domain/configurator/evaluate.ts";
import { parseValues } from "../../domain/configurator/parse-values.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { refuseValues } from "../../http/refuse-values.ts";
import {
  parseDocument,
  readConfigurator,
  readDraft,
  readPublished,
  readVersionDocument,
} from "../../store/configurators.ts";
import { findingsOf, refuseDocument } from "./findings.ts";
import { addressOf, type ConfiguratorParts } from "./parts.ts";
import { reviewDraft } from "./review-draft.ts";

export async function check({ body }: AuthorizedRequest<"checkConfigurator">): Promise<Answer | Refusal> {
  return { status: 200, body: reviewDraft(body.draft) };
}

/** For members and the shop's own systems: no public token gets here, whatever it can do. */
export async function preview(
  { catalogue }: ConfiguratorParts,
  request: AuthorizedRequest<"previewConfigurator">,
): Promise<Answer | Refusal> {
  const address = addressOf(request);
  const configurator = await readConfigurator(catalogue, address);
  if (configurator === undefined) return refuse("not_found");
  const document = await readDraft(catalogue, address);
  const { configuratorId } = address;
  return {
    status: 200,
    body: { configuratorId, draftRevision: configurator.draftRevision, document, ...findingsOf(document) },
  };
}

/** The engine on the server, for those who have none: what some values come to. Nothing is stored. */
export async function evaluateValues(
  parts: ConfiguratorParts,
  request: AuthorizedRequest<"evaluateConfigurator">,
): Promise<Answer | Refusal> {
  const found = await findDocument(parts, request);
  if (isRefusal(found)) return found;
  const { version, document } = found;
  const reading = parseValues(document, request.body.values);
  if (!reading.ok) return refuseValues(reading.problems);
  const { values, price, breakdown, states } = evaluate(document, reading.values);
  const answer: ResponseOf<"evaluateConfigurator"> = {
    version,
    values,
    price,
    breakdown: [...breakdown],
    states: Object.fromEntries([...states].map(([id, state]) => [id, formatState(state)])),
  };
  return { status: 200, body: answer };
}

interface Found {
  readonly version: number | null;
  readonly document: ConfiguratorDocument;
}

async function findDocument(
  { catalogue }: ConfiguratorParts,
  request: AuthorizedRequest<"evaluateConfigurator">,
): Promise<Found | Refusal> {
  const { version, draft } = request.body;
  const address = addressOf(request);
  if (draft) {
    if ((await readConfigurator(catalogue, address)) === undefined) return refuse("not_found");
    const document = await readDraft(catalogue, address);
    // The engine is for documents that can be published.
    return refuseDocument(findingsOf(document)) ?? { version: null, document };
  }
  if (version === undefined) {
    const published = await readPublished(catalogue, address);
    return published === undefined
      ? refuse("not_found")
      : { version: published.version, document: parseDocument(published) };
  }
  const stored = await readVersionDocument(catalogue, address, version);
  return stored === undefined ? refuse("not_found") : { version, document: parseDocument(stored) };
}

function formatState({ isSet, values, ...own }: AttributeState) {
  return {
    ...formatChoice(own),
    isSet,
    values: Object.fromEntries([...values].map(([id, state]) => [id, formatChoice(state)])),
  };
}

function formatChoice({ visible, enabled, ruleId, reason }: ChoiceState) {
  return {
    visible,
    enabled,
    ...(ruleId !== undefined && { ruleId }),
    ...(reason !== undefined && { reason }),
  };
}
