import type { DocumentProblemCode, DocumentWarningCode } from "../functions/domain/configurator/document-problem.ts";
import type { InnerCodeText } from "./inner-code.ts";

const PROBLEM =
  "`problems[].code` of `checkConfigurator` and `previewConfigurator`, and `errors[].code` of `document_not_valid`";
const WARNING = "`warnings[].code` of `checkConfigurator` and `previewConfigurator`";
const ALSO_VALUES = `${PROBLEM}; \`errors[].code\` of \`values_not_accepted\``;

/** What the checks of a configurator document say. `pointer` beside the code names the place in the document. */
export const DOCUMENT_CODE_HELP: Readonly<Record<DocumentProblemCode | DocumentWarningCode, InnerCodeText>> = {
  document_too_large: {
    where: PROBLEM,
    message: "The document has more bytes as JSON than are stored.",
    fix: "Shorten texts, join rules that do the same, or make two configurators of it.",
  },
  duplicate: {
    where: PROBLEM,
    message: "Two attributes, values, rules, locales or currencies have one id.",
    fix: "Rename the later one. Keep the one that saved configurations already name.",
  },
  locale_missing: {
    where: PROBLEM,
    message: "A text is not there in the default locale, the first of `locales`.",
    fix: "Write it in that locale. The others may lack it.",
  },
  locale_unknown: {
    where: PROBLEM,
    message: "A text is there in a locale that the document does not list.",
    fix: "Add the locale to `locales`, or take the text out. Compare the spelling: `de-AT`, not `de_AT`.",
  },
  currency_missing: {
    where: PROBLEM,
    message: "A price is not given in every currency of the document.",
    fix: "Add the amount. Nothing is converted; 0 is a price, too.",
  },
  currency_unknown: {
    where: PROBLEM,
    message: "A price is given in a currency that the document does not list.",
    fix: "Add it to `pricing.currencies` and to every price, or take it out.",
  },
  number_grid_not_valid: {
    where: PROBLEM,
    message: "The steps of a number do not lead from `min` to `max`, or there are too many of them.",
    fix: "Choose `step` so that it divides `max` less `min`, with at most 6 decimals and 100,000 steps.",
  },
  quantity_not_valid: {
    where: PROBLEM,
    message: "The quantities of a part leave no room, or its default quantity lies outside of them.",
    fix: "Let `max` be at least 1, `min` at most `max`, and the default between them.",
  },
  default_not_valid: {
    where: PROBLEM,
    message: "The default is not among what the attribute accepts.",
    fix: "Name a value that is there, or a number in range and on a step.",
  },
  price_too_large: {
    where: PROBLEM,
    message: "Some total could be too large to be counted exactly.",
    fix: "Look for a price with too many zeros: prices are whole numbers of the smallest unit.",
  },
  price_below_zero: {
    where: PROBLEM,
    message: "Some total could come below zero. Combinations that rules exclude count, too.",
    fix: "Raise the base price, or make the discounts smaller.",
  },
  unknown_attribute: {
    where: ALSO_VALUES,
    message: "There is no attribute with this id.",
    fix: "Compare the id with the document's. A rule, a layer or the model may name an attribute that was renamed, and a page values of another version.",
  },
  unknown_value: {
    where: ALSO_VALUES,
    message: "The attribute has no value with this id.",
    fix: "Compare the id with the attribute's `values`.",
  },
  rule_bounds_not_valid: {
    where: PROBLEM,
    message: "A test has `min` or `max` for something without a number, or nothing lies between them.",
    fix: "Test numbers and quantities by bounds, everything else by `is` and `isNot`.",
  },
  rule_value_not_valid: {
    where: PROBLEM,
    message: "A rule sets a value that the attribute cannot have.",
    fix: 'Take a value of the attribute. No rule can set a file, only take it away with `""`.',
  },
  rules_in_circle: {
    where: PROBLEM,
    message: "Rules wait for each other: one attribute depends on another one that depends on it.",
    fix: "Write the rule in one direction: wood decides about the finish, or the finish about the wood.",
  },
  rules_contradict: {
    where: PROBLEM,
    message:
      "In some situation two rules set different values, or one sets what another takes away. The message tells the situation.",
    fix: "Narrow the condition of one of the rules.",
  },
  nothing_to_choose: {
    where: PROBLEM,
    message: "In some situation rules take all values of an attribute away. The message tells the situation.",
    fix: "Hide the attribute itself instead, or leave a value.",
  },
  rule_never_applies: {
    where: WARNING,
    message: "Nothing that a shopper can choose fulfills the condition of the rule.",
    fix: "Look for a typing mistake in the condition, or for another rule that takes the value away. Or remove the rule.",
  },
  attribute_never_free: {
    where: WARNING,
    message: "In every situation rules hide, disable or set the attribute, so nobody can choose it.",
    fix: "Widen the condition of the rule that shows or enables it, or remove the attribute.",
  },
  value_unreachable: {
    where: WARNING,
    message: "In every situation rules take the value away, so nobody can choose it.",
    fix: "Narrow the rule, or remove the value.",
  },
  translation_missing: {
    where: WARNING,
    message: "Shoppers of one locale see some texts in the default one.",
    fix: "Translate them; the message says how many there are and names the first ones.",
  },
  currency_not_known: {
    where: WARNING,
    message: "A currency of the document is none of ISO 4217. Browsers would show its code, and count in hundredths.",
    fix: "Write the three letters that ISO 4217 has for it: `JPY`, not `YEN`. A currency that is newer than the platform is right all the same.",
  },
  not_fully_checked: {
    where: WARNING,
    message:
      "The rules about some attributes depend on too many choices to try them all; they were tried one by one and in pairs.",
    fix: "Try what matters to you with `evaluateConfigurator`, or let fewer attributes decide about one.",
  },
};
