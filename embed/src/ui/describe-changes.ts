import type { Attribute } from "../../../functions/domain/configurator/document.ts";
import type { Evaluation } from "../../../functions/domain/configurator/evaluate.ts";
import { isSameValue } from "../../../functions/domain/configurator/values.ts";
import { reasonOf } from "./controls/control.ts";
import { describeChoice, type Wording } from "./describe.ts";
import { lateTextsFor } from "./late-texts.ts";

/**
 * What became different without being asked for, and why; empty when nothing did.
 * @param own the attribute that a shopper changed.
 */
export function describeChanges(
  attributes: readonly Attribute[],
  { before, after }: { readonly before: Evaluation; readonly after: Evaluation },
  own: string | undefined,
  wording: Wording,
): string {
  const changes = attributes.flatMap((attribute) => {
    const { id } = attribute;
    const [was, is, state] = [before.values[id], after.values[id], after.states.get(id)];
    if (is === undefined || !state?.visible || id === own || isSameValue(is, was)) return [];
    const by = state.enabled ? state.values.get(String(was)) : state;
    return [[describeChoice(attribute, is, wording), by && reasonOf(by, wording)].filter(Boolean).join(". ")];
  });
  if (changes.length === 0) return "";
  return [own === undefined ? "" : lateTextsFor(wording.texts).alsoChanged, ...changes].join(" ");
}
