import { decideAttribute, isFree } from "./decide-attribute.ts";
import type { Attribute, AttributeValue, ConfiguratorDocument, Rule } from "./document.ts";
import type { DocumentProblem } from "./document-problem.ts";
import { nameOf, nameOfValue } from "./names.ts";
import { type PlannedAction, planOf, testsOf } from "./plan.ts";
import { defaultOf, isPartSelection, isSameValue } from "./values.ts";

/** One attribute, where certain rules about it hold. */
export interface JudgedSituation {
  readonly document: ConfiguratorDocument;
  readonly attribute: Attribute;
  /** Position of the attribute in the document. */
  readonly index: number;
  /** What the rules that hold do to the attribute. */
  readonly active: readonly PlannedAction[];
  /** What the rules look at. */
  readonly values: ReadonlyMap<string, AttributeValue>;
}

export interface Judgement {
  /** The key is the same for what is the same in other situations. */
  readonly findings: readonly { readonly key: string; describe(): DocumentProblem }[];
  /** Ids of values that a shopper can get here, by choosing them or by a rule. */
  readonly reachable: readonly string[];
  /** Whether a shopper can choose anything here. */
  readonly isFree: boolean;
}

export function judgeSituation(situation: JudgedSituation): Judgement {
  const { attribute, active } = situation;
  const sets = active.filter(isSetting);
  const setting = sets.at(-1);
  const untouched = active.filter((planned) => !isSetting(planned));
  const { state, value } = decideAttribute(attribute, defaultOf(attribute), untouched);
  const list = "values" in attribute ? attribute.values.map(({ id }) => id) : [];
  const free = list.filter((id) => isFree(state.values, id));
  if (setting !== undefined) {
    const set = decideAttribute(attribute, defaultOf(attribute), active).value;
    const findings = [...contradictingSets(situation, sets), ...takenAlthoughSet(situation, untouched, setting)];
    return { findings, reachable: [idOf(set)], isFree: false };
  }
  if (!state.visible || !state.enabled) return { findings: [], reachable: [idOf(value)], isFree: false };
  const isOptional = attribute.type === "part" && attribute.quantity.min === 0;
  if (list.length > 0 && free.length === 0 && !isOptional) {
    return { findings: [nothingLeft(situation)], reachable: [], isFree: false };
  }
  return { findings: [], reachable: free, isFree: true };
}

interface Setting extends PlannedAction {
  readonly action: Extract<PlannedAction["action"], { readonly type: "set" }>;
}

function isSetting(planned: PlannedAction): planned is Setting {
  return planned.action.type === "set";
}

function idOf(value: AttributeValue): string {
  return isPartSelection(value) ? value.part : String(value);
}

function contradictingSets(situation: JudgedSituation, sets: readonly Setting[]): Judgement["findings"] {
  const { document, attribute } = situation;
  const last = sets.at(-1);
  const other = sets.find(({ action }) => !isSameValue(action.value, last?.action.value));
  if (last === undefined || other === undefined) return [];
  const named = ({ action }: Setting) => nameOfValue(document, attribute, action.value);
  const what = `${nameOf(document, attribute)} gets two values at once: the rule "${other.rule.id}" sets ${named(other)}, the rule "${last.rule.id}" sets ${named(last)}.`;
  return [contradiction(situation, what, [other, last])];
}

function takenAlthoughSet(
  situation: JudgedSituation,
  untouched: readonly PlannedAction[],
  setting: Setting,
): Judgement["findings"] {
  const { document, attribute } = situation;
  const { value } = setting.action;
  const { state } = decideAttribute(attribute, defaultOf(attribute), untouched);
  const name = nameOf(document, attribute);
  const sets = `the rule "${setting.rule.id}" sets it to ${nameOfValue(document, attribute, value)}`;
  const taker = (ruleId: string | undefined) => untouched.find(({ rule }) => rule.id === ruleId);

  const ofValue = state.values.get(idOf(value));
  const valueTaker = ofValue === undefined || isFree(state.values, idOf(value)) ? undefined : taker(ofValue.ruleId);
  if (ofValue !== undefined && valueTaker !== undefined) {
    const takes = ofValue.visible ? "disables" : "hides";
    const what = `${name} gets a value that is not to be had: ${sets}, and the rule "${valueTaker.rule.id}" ${takes} just that.`;
    return [contradiction(situation, what, [valueTaker, setting])];
  }
  // Whoever hides and sets in one rule means it. And what is taken away has its default anyway.
  const ownTaker = state.visible && state.enabled ? undefined : taker(state.ruleId);
  if (ownTaker === undefined || ownTaker.rule === setting.rule || isSameValue(value, defaultOf(attribute))) return [];
  const takes = state.visible ? "disables" : "hides";
  const what = `${name} is taken away and set at once: the rule "${ownTaker.rule.id}" ${takes} it, and ${sets}, which is not its default.`;
  return [contradiction(situation, what, [ownTaker, setting])];
}

function contradiction(
  situation: JudgedSituation,
  what: string,
  [one, other]: readonly [PlannedAction, PlannedAction],
): Judgement["findings"][number] {
  const { document } = situation;
  const path = ["rules", document.rules?.indexOf(other.rule) ?? 0, "actions", other.rule.actions.indexOf(other.action)];
  return {
    key: `${one.rule.id} ${other.rule.id} ${one.rule.actions.indexOf(one.action)} ${path.join()}`,
    describe: () => {
      const message = `${what} ${describeSituation(situation, [one.rule, other.rule])} Change their conditions so that they never hold together.`;
      return { path, code: "rules_contradict", message };
    },
  };
}

function nothingLeft(situation: JudgedSituation): Judgement["findings"][number] {
  const { document, attribute, index, active } = situation;
  const describe = (): DocumentProblem => {
    const rules = [...new Set(active.map(({ rule }) => rule))];
    const names = rules.map(({ id }) => `"${id}"`).join(", ");
    const message = `Nothing is left to choose for ${nameOf(document, attribute)}: ${rules.length === 1 ? `the rule ${names} takes` : `together, the rules ${names} take`} all of its values away. ${describeSituation(situation, rules)} Leave one value, or hide the attribute itself.`;
    return { path: ["attributes", index, "values"], code: "nothing_to_choose", message };
  };
  return { key: "nothing", describe };
}

/** An example of choices with which the rules hold. */
function describeSituation({ document, values }: JudgedSituation, rules: readonly Rule[]): string {
  const tested = new Set(rules.flatMap(({ when }) => testsOf(when).map(({ attribute }) => attribute)));
  const parts = [...tested].flatMap((id) => {
    const attribute = planOf(document).attributes.get(id);
    const value = values.get(id);
    if (attribute === undefined || value === undefined) return [];
    return [`${nameOf(document, attribute)} is ${nameOfValue(document, attribute, value)}`];
  });
  return parts.length === 0
    ? "This is so in every situation."
    : `This is so, for example, when ${parts.join(" and ")}.`;
}
