import type { AttributeValue, ConfiguratorDocument, Values } from "../../../functions/domain/configurator/document.ts";
import { type Evaluation, evaluate } from "../../../functions/domain/configurator/evaluate.ts";
import { ownValues } from "../../../functions/domain/configurator/own-values.ts";
import { isFilled } from "../../../functions/domain/configurator/text.ts";
import { isPartSelection, isSameValue } from "../../../functions/domain/configurator/values.ts";
import type {
  CartItem,
  ChangeSource,
  EventProperties,
  LoadedConfigurator,
  Opening,
  PageSource,
  SavedConfiguration,
  UiContext,
} from "../core/types.ts";
import type { Extras } from "./extras.ts";
import { createHistory } from "./history.ts";
import { toJson } from "./json.ts";
import type { Moment, Saving } from "./saving.ts";
import { startValues } from "./start-values.ts";

/** What one shopper is doing with one configurator; knows nothing of how it looks. */
export interface Session {
  readonly configurator: LoadedConfigurator;
  readonly evaluation: Evaluation;
  /** Where exactly the current values are saved. */
  readonly saved: SavedConfiguration | undefined;
  /** This is the last known product; nothing can be saved. */
  readonly isStale: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Chooses one value that a control offers. Analytics hear of it when it is settled. */
  choose(attributeId: string, value: AttributeValue, isSettled: boolean): void;
  /** The shopper tried to choose what a rule forbids. */
  blocked(attributeId: string, valueId?: string): void;
  /** The shopper has seen an attribute. */
  shown(attributeId: string): void;
  /** Chooses values from anywhere, all or none. */
  set(values: Values, source?: PageSource): Promise<void>;
  undo(): void;
  redo(): void;
  /** Chooses the defaults. */
  reset(): void;
  save(): Promise<SavedConfiguration>;
  /** Address of this page that opens the current values again. */
  share(): Promise<string>;
  addToCart(): Promise<CartItem>;
  /** Shows the product that the API gave in the end, with every choice that it still has. */
  renew(opening: Opening): void;
}

/** What a session needs of whoever shows it. */
export interface SessionPorts {
  track(name: string, properties?: EventProperties): void;
  /** The currency that the shopper sees. */
  currency(): string;
  /** A picture for the save, as a data URL. */
  capture(): Promise<string | undefined>;
  /** Shows the shopper a sentence of the page's. */
  say(message: string): void;
  onChange(): void;
  /** Another version of the product took the place of the one that was shown, with another price perhaps. */
  onProductChanged(): void;
}

export function createSession(
  context: Pick<UiContext, "request" | "emit" | "options" | "holds"> & {
    readonly extras: Promise<Pick<Extras, "acceptValues" | "createSaving">>;
  },
  opening: Opening,
  ports: SessionPorts,
): Session {
  const { options, emit } = context;
  const { track } = ports;
  let { configurator, chosen, saved } = begin(opening, options.values);
  let { isStale = false } = opening;
  let evaluation = evaluate(configurator.document, chosen);
  const history = createHistory<Values>();
  const seen = new Set<string>();

  /** What was chosen stays known where a rule stands in its way: it comes back when the rule no longer holds. */
  const apply = (next: Values, source: ChangeSource, product = configurator) => {
    const [before, wished] = [evaluation.values, chosen];
    const isSameProduct = product === configurator;
    // First of all, because a product that is broken throws here.
    evaluation = evaluate(product.document, next);
    configurator = product;
    chosen = next;
    for (const [attributeId, to] of Object.entries(evaluation.values)) {
      const from = valueIn(before, attributeId);
      if (from === undefined || isSameValue(from, to)) continue;
      const isAsked = !isSameProduct || !isSameValue(valueIn(wished, attributeId), valueIn(next, attributeId));
      emit("change", { attributeId, from, to, source: isAsked ? source : "rule" });
    }
    if (isSameProduct) ports.onChange();
    else ports.onProductChanged();
  };

  /** Two moments with the same key would be saved as the same. */
  const keyOf = () => toJson([configurator.version, evaluation.values]);
  let savedKey = keyOf();
  const savedAs = (key: string) => (savedKey === key ? saved : undefined);

  const startSaving = async (): Promise<Saving> => {
    const { createSaving } = await context.extras;
    return createSaving(context, {
      ...ports,
      savedAs,
      keep(answer, key) {
        saved = answer;
        savedKey = key;
      },
      renew: (product) => apply(chosen, "update", product),
    });
  };
  let saving: Promise<Saving> | undefined;
  /** What is chosen now is what is saved, whatever is chosen until then. */
  const withSaving = async <Value>(action: (by: Saving, moment: Moment) => Promise<Value>): Promise<Value> => {
    const { values } = evaluation;
    const moment = { configurator, values, currency: ports.currency(), isStale, key: keyOf() };
    saving ??= startSaving();
    return action(await saving, moment);
  };

  return {
    get configurator() {
      return configurator;
    },
    get evaluation() {
      return evaluation;
    },
    get saved() {
      return savedAs(keyOf());
    },
    get isStale() {
      return isStale;
    },
    get canUndo() {
      return history.canUndo;
    },
    get canRedo() {
      return history.canRedo;
    },
    choose(attributeId, value, isSettled) {
      if (!isSameValue(valueIn(chosen, attributeId) ?? evaluation.values[attributeId], value)) {
        history.keep(chosen, isSettled ? undefined : attributeId);
        apply({ ...chosen, [attributeId]: value }, "shopper");
      }
      if (!isSettled) return;
      history.endGesture();
      track("option_chosen", { attribute: attributeId, ...reportable(configurator.document, attributeId, value) });
    },
    blocked(attributeId, valueId) {
      const state = evaluation.states.get(attributeId);
      const rule = (valueId !== undefined && state?.values.get(valueId)?.ruleId) || state?.ruleId;
      track("rule_blocked", { attribute: attributeId, ...(valueId && { value: valueId }), ...(rule && { rule }) });
    },
    shown(attributeId) {
      if (seen.has(attributeId)) return;
      seen.add(attributeId);
      track("option_shown", { attribute: attributeId });
    },
    async set(values, source = "page") {
      const { acceptValues } = await context.extras;
      const next = acceptValues(configurator.document, chosen, values, evaluate, source);
      if (isSameSet(next, chosen)) return;
      history.keep(chosen);
      apply(next, source);
    },
    undo() {
      const step = history.undo(chosen);
      if (step) apply(step, "undo");
    },
    redo() {
      const step = history.redo(chosen);
      if (step) apply(step, "redo");
    },
    reset() {
      if (Object.keys(chosen).length === 0) return;
      history.keep(chosen);
      apply({}, "reset");
    },
    save: () => withSaving(({ save }, moment) => save(moment)),
    share: () => withSaving(({ share }, moment) => share(moment)),
    addToCart: () => withSaving(({ addToCart }, moment) => addToCart(moment)),
    renew(renewed) {
      const start = begin(renewed, options.values);
      const isUntouched = !history.canUndo && !history.canRedo;
      isStale = false;
      saved = isUntouched ? start.saved : undefined;
      apply(isUntouched ? start.chosen : chosen, "update", start.configurator);
      savedKey = keyOf();
    },
  };
}

interface Start {
  readonly configurator: LoadedConfigurator;
  readonly chosen: Values;
  readonly saved?: SavedConfiguration;
}

/** What a shopper starts with: a saved configuration, in the version that is published now, or what the page wants. */
function begin({ loaded, resumed }: Opening, given: Values | undefined): Start {
  if (!resumed) return { configurator: loaded, chosen: startValues(loaded.document, given, location.href) };
  const { document: _, current: __, migration, ...saved } = resumed;
  const { configuratorId } = saved;
  const { version, document, values } = migration ?? resumed;
  return {
    configurator: { configuratorId, version, document },
    chosen: ownValues(document, values),
    ...(!migration && { saved }),
  };
}

/** Ids such as "constructor" are legal, so inherited properties must not count. */
function valueIn(values: Values, id: string): AttributeValue | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}

function isSameSet(one: Values, other: Values): boolean {
  const ids = [...Object.keys(one), ...Object.keys(other)];
  return ids.every((id) => isSameValue(valueIn(one, id), valueIn(other, id)));
}

/** What shoppers write or upload may name a person, so analytics only hear whether they did. */
function reportable({ attributes }: ConfiguratorDocument, attributeId: string, value: AttributeValue): EventProperties {
  if (isPartSelection(value)) return { value: value.part, quantity: value.quantity };
  const isOwn = attributes.some(({ id, type }) => id === attributeId && (type === "text" || type === "file"));
  return { value: isOwn ? isFilled(String(value)) : value };
}
