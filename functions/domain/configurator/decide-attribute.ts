import type { Attribute, AttributeValue, LocalizedText, Rule } from "./document.ts";
import type { PlannedAction } from "./plan.ts";
import { canonical, defaultOf, isPartSelection, isSameValue, refuseValue } from "./values.ts";

/** Whether a shopper sees something and may choose it, and which rule says so. */
export interface ChoiceState {
  readonly visible: boolean;
  readonly enabled: boolean;
  /** Of the rule that took it away. */
  readonly ruleId?: string;
  readonly reason?: LocalizedText;
}

export interface AttributeState extends ChoiceState {
  /** A rule sets the value. The attribute is not enabled then. */
  readonly isSet: boolean;
  /** By value id: values that a rule says something about. All others are there to be chosen. */
  readonly values: ReadonlyMap<string, ChoiceState>;
}

/** The rules that have the last word on whether something is seen, and on whether it may be chosen. */
interface Takers {
  readonly hiddenBy?: Rule | undefined;
  readonly disabledBy?: Rule | undefined;
}

/**
 * What becomes of one attribute under the actions of the rules that hold. What a shopper cannot choose, they did not choose: a hidden or
 * disabled attribute has its default, and a value that is not to be had gives way to the default, or else to the first that is. A value that
 * a rule sets stands above all of that.
 */
export function decideAttribute(
  attribute: Attribute,
  chosen: AttributeValue,
  active: readonly PlannedAction[],
): { readonly state: AttributeState; readonly value: AttributeValue } {
  let own: Takers = {};
  let set: { readonly value: AttributeValue; readonly rule: Rule } | undefined;
  const takers = new Map<string, Takers>();
  for (const { rule, action } of active) {
    if (action.type === "set") {
      if (refuseValue(attribute, action.value) === undefined) set = { value: canonical(action.value), rule };
    } else if (action.values === undefined) {
      own = taken(own, action.type, rule);
    } else {
      for (const id of action.values) takers.set(id, taken(takers.get(id) ?? {}, action.type, rule));
    }
  }
  const values = new Map([...takers].map(([id, by]) => [id, stateOf(by, by.hiddenBy ?? by.disabledBy)]));
  const state = { ...stateOf(own, set?.rule ?? own.hiddenBy ?? own.disabledBy), isSet: set !== undefined, values };
  if (set !== undefined) return { state: { ...state, enabled: false }, value: set.value };
  const preferred = state.visible && state.enabled ? chosen : defaultOf(attribute);
  return { state, value: nearestFree(attribute, preferred, values) };
}

function taken(before: Takers, type: "hide" | "show" | "disable" | "enable", rule: Rule): Takers {
  switch (type) {
    case "hide":
      return { ...before, hiddenBy: rule };
    case "show":
      return { ...before, hiddenBy: undefined };
    case "disable":
      return { ...before, disabledBy: rule };
    case "enable":
      return { ...before, disabledBy: undefined };
  }
}

function stateOf({ hiddenBy, disabledBy }: Takers, by: Rule | undefined): ChoiceState {
  return {
    visible: hiddenBy === undefined,
    enabled: disabledBy === undefined,
    ...(by !== undefined && { ruleId: by.id, ...(by.reason !== undefined && { reason: by.reason }) }),
  };
}

/** Whether a shopper can choose a value, as far as the states of an attribute's values say. */
export function isFree(states: AttributeState["values"], id: string): boolean {
  const state = states.get(id);
  return state === undefined || (state.visible && state.enabled);
}

/** Whether an attribute has this value by the rules, whatever its shopper may have chosen. */
export function isGiven(
  attribute: Attribute,
  { visible, enabled, values }: AttributeState,
  value: AttributeValue,
): boolean {
  const unchosen = defaultOf(attribute);
  const given = nearestFree(attribute, unchosen, values);
  return !visible || !enabled || (isSameValue(given, value) && !isSameValue(given, unchosen));
}

function nearestFree(
  attribute: Attribute,
  preferred: AttributeValue,
  states: AttributeState["values"],
): AttributeValue {
  if (attribute.type !== "color" && attribute.type !== "choice" && attribute.type !== "part") return preferred;
  const wanted = isPartSelection(preferred) ? preferred.part : preferred;
  if (isFree(states, String(wanted))) return preferred;
  const free = [attribute.default, ...attribute.values.map(({ id }) => id)].find((id) => isFree(states, id));
  const id = free ?? attribute.default;
  if (attribute.type !== "part") return id;
  // Who wants none of a part does not get another one; and where none is to be had, there is none, if that is possible.
  const isNone = attribute.quantity.min === 0 && (free === undefined || isQuantityZero(preferred));
  return { part: id, quantity: isNone ? 0 : attribute.quantity.default };
}

function isQuantityZero(value: AttributeValue): boolean {
  return isPartSelection(value) && value.quantity === 0;
}
