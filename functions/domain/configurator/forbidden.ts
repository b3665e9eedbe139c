import type { AttributeValue, ConfiguratorDocument, LocalizedText, Values } from "./document.ts";
import type { Evaluation } from "./evaluate.ts";
import { textIn } from "./locale.ts";
import { isPartSelection, isSameValue } from "./values.ts";

/** A value that was asked for and that the rules do not let stand. */
export interface ForbiddenValue {
  readonly attributeId: string;
  readonly value: AttributeValue;
  /** What the attribute has instead. */
  readonly allowed: AttributeValue;
  /** The rule that forbids it. */
  readonly ruleId: string | undefined;
  /** What the rule tells a shopper. */
  readonly reason: LocalizedText | undefined;
  /** English, for developers. */
  readonly message: string;
}

/**
 * What of the given values the rules forbid. Values that are left out are nobody's wish, and so never forbidden.
 *
 * @param evaluation of the given values
 */
export function findForbidden(
  document: ConfiguratorDocument,
  given: Values,
  { values, states }: Evaluation,
): readonly ForbiddenValue[] {
  return Object.entries(given).flatMap(([attributeId, value]): readonly ForbiddenValue[] => {
    const state = states.get(attributeId);
    const allowed = values[attributeId];
    // Without a state, the document has no such attribute, whatever a prototype may have.
    if (state === undefined || allowed === undefined || isSameValue(allowed, value)) return [];
    const ofValue = state.values.get(isPartSelection(value) ? value.part : String(value));
    const { ruleId, reason } = state.ruleId === undefined && ofValue !== undefined ? ofValue : state;
    const rule = ruleId === undefined ? "The rules forbid" : `The rule "${ruleId}" forbids`;
    const why = reason === undefined ? "" : ` Its reason: ${textIn(document, reason, document.locales[0] ?? "")}`;
    const message = `${rule} this value of "${attributeId}" together with the others.${why}`;
    return [{ attributeId, value, allowed, ruleId, reason, message }];
  });
}
