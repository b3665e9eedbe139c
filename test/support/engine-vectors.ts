import type { AttributeState, ChoiceState } from "../../functions/domain/configurator/decide-attribute.ts";
import type { ConfiguratorDocument, Money, Values } from "../../functions/domain/configurator/document.ts";
import { evaluate } from "../../functions/domain/configurator/evaluate.ts";
import { findForbidden } from "../../functions/domain/configurator/forbidden.ts";
import { ownValues } from "../../functions/domain/configurator/own-values.ts";
import { parseValues } from "../../functions/domain/configurator/parse-values.ts";

/** A file of `test/vectors/configurator`. */
export interface VectorFile {
  readonly about: string;
  /** Names of the documents that the checks have something against. */
  readonly unpublishable: readonly string[];
  readonly documents: Readonly<Record<string, ConfiguratorDocument>>;
  readonly vectors: readonly Vector[];
}

interface Vector {
  readonly name: string;
  readonly document: string;
  /** What is given to `parseValues` and to `evaluate`. */
  readonly values: Values;
  readonly expected: Expected;
}

/** What a vector says about the outcome. What it leaves out is not compared. */
interface Expected {
  /** Whether `parseValues` takes the values. Left out: it does. */
  readonly parsed?: boolean;
  readonly values?: Values;
  readonly price?: Money;
  readonly breakdown?: readonly (readonly [string | null, Money])[];
  /** Addresses of the layers. */
  readonly layers?: readonly string[];
  /** Every attribute that is hidden. */
  readonly hidden?: readonly string[];
  /** Attribute id, or attribute id and value id with a point between them, to `free`, `hidden by rule`, `set by rule` and so on. */
  readonly states?: Readonly<Record<string, string>>;
  /** English reasons by attribute. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Which of the values may be the shopper's own choice, when they are opened again. */
  readonly own?: Values;
  /** Attribute and rule, in the order of the given values. */
  readonly forbidden?: readonly (readonly [string, string])[];
}

/** The outcome in the words of vectors, cut down to what the vector is about. Runs in Node and, bundled, in a browser. */
export function runVector({ documents }: VectorFile, { document: name, values, expected }: Vector): Expected {
  const document = documents[name];
  if (document === undefined) throw new Error(`no document ${name}`);
  const outcome = evaluate(document, values);
  const stateOf = (place: string): string => {
    const [attributeId = "", valueId] = place.split(".");
    const state = outcome.states.get(attributeId);
    return describe(valueId === undefined ? state : (state?.values.get(valueId) ?? FREE));
  };
  const all: Required<Expected> = {
    parsed: parseValues(document, values).ok,
    values: outcome.values,
    price: outcome.price,
    breakdown: outcome.breakdown.map(({ attributeId, price }) => [attributeId, price]),
    layers: outcome.layers.map(({ src }) => src),
    hidden: [...outcome.states].filter(([, { visible }]) => !visible).map(([id]) => id),
    states: Object.fromEntries(Object.keys(expected.states ?? {}).map((place) => [place, stateOf(place)])),
    reasons: Object.fromEntries(
      Object.keys(expected.reasons ?? {}).map((id) => [id, outcome.states.get(id)?.reason?.en ?? "none"]),
    ),
    own: ownValues(document, outcome.values),
    forbidden: findForbidden(document, values, evaluate(document, values)).map(({ attributeId, ruleId }) => [
      attributeId,
      ruleId ?? "none",
    ]),
  };
  const asked = Object.entries(all).filter(([key]) => key === "parsed" || key in expected);
  return Object.fromEntries(asked);
}

const FREE = { visible: true, enabled: true };

function describe(state: ChoiceState | AttributeState | undefined): string {
  if (state === undefined) return "unknown";
  const isSet = "isSet" in state && state.isSet;
  const parts = [
    ...(state.visible ? [] : ["hidden"]),
    ...(state.enabled || isSet ? [] : ["disabled"]),
    ...(isSet ? ["set"] : []),
  ];
  return parts.length === 0 ? "free" : `${parts.join("+")} by ${state.ruleId}`;
}

/** What must come out: the values complete and in the order of the document, as JSON writes them. */
export function expectedOf({ expected }: Vector): Expected {
  return { parsed: true, ...expected };
}
