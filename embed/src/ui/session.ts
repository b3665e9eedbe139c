import type { AttributeValue, ConfiguratorDocument, Values } from "../../../functions/domain/configurator/document.ts";
import { type Evaluation, evaluate } from "../../../functions/domain/configurator/evaluate.ts";
import { isFilled } from "../../../functions/domain/configurator/text.ts";
import { parseValues, type ValueProblem } from "../../../functions/domain/configurator/values.ts";
import { EmbedError, isEmbedError } from "../core/embed-error.ts";
import { RESUME_PARAMETER } from "../core/resume-parameter.ts";
import type { LoadedConfigurator, Opening, SavedConfiguration, UiContext } from "../core/types.ts";

/** Values that the configurator does not accept. */
export class ValuesError extends EmbedError {
  readonly problems: readonly ValueProblem[];

  constructor(problems: readonly ValueProblem[]) {
    super("values_not_accepted", problems.map(({ message }) => message).join(" "), 0);
    this.problems = problems;
  }
}

/** What one shopper is doing with one configurator; knows nothing of how it looks. */
export interface Session {
  readonly configurator: LoadedConfigurator;
  readonly evaluation: Evaluation;
  /** Where exactly the current values are saved. */
  readonly saved: SavedConfiguration | undefined;
  /** Chooses one value that a control offers. Analytics hear of it when it is settled. */
  choose(attributeId: string, value: AttributeValue, isSettled: boolean): void;
  /** Chooses values from anywhere, all or none. */
  set(values: Values): void;
  save(): Promise<SavedConfiguration>;
  /** Address of this page that opens the current values again. */
  share(): Promise<string>;
}

/** What a session tells its view. */
export interface SessionListener {
  onChange(): void;
  /** Another version of the product took the place of the one that was shown, with another price perhaps. */
  onProductChanged(): void;
}

export function createSession(
  context: Pick<UiContext, "request" | "track" | "emit">,
  opening: Opening,
  listener: SessionListener,
): Session {
  let configurator: LoadedConfigurator = opening.loaded;
  let evaluation = evaluate(configurator.document, opening.resumed?.values ?? {});
  let saved: SavedConfiguration | undefined = opening.resumed;
  let saving: Promise<SavedConfiguration> | undefined;

  const apply = (values: Values) => {
    const before = evaluation;
    evaluation = evaluate(configurator.document, { ...before.values, ...values });
    const changed = Object.keys(evaluation.values).filter((id) => evaluation.values[id] !== before.values[id]);
    if (changed.length === 0) return;
    saved = undefined;
    saving = undefined;
    for (const attributeId of changed) {
      const [from, to] = [before.values[attributeId], evaluation.values[attributeId]];
      if (from !== undefined && to !== undefined) context.emit("change", { attributeId, from, to });
    }
    listener.onChange();
  };

  /** The product was published anew while the shopper chose: show the new one with every choice that it still has. */
  const renew = async () => {
    const path = `configurators/${encodeURIComponent(configurator.configuratorId)}`;
    configurator = await context.request<LoadedConfigurator>(path);
    evaluation = evaluate(configurator.document, evaluation.values);
    saved = undefined;
    listener.onProductChanged();
  };

  const requestSave = async (): Promise<SavedConfiguration> => {
    const { configuratorId, version } = configurator;
    const body = JSON.stringify({ configuratorId, version, values: evaluation.values });
    try {
      const answer = await context.request<SavedConfiguration>("configurations", body);
      context.track("save", { shortId: answer.shortId, version });
      context.emit("save", answer);
      return answer;
    } catch (error) {
      const { code, message } = isEmbedError(error) ? error : new EmbedError("save_failed", String(error), 0);
      context.track("error", { code, during: "save" });
      context.emit("error", { code, message });
      if (code === "version_not_published") await renew();
      throw error;
    }
  };

  const save = async (): Promise<SavedConfiguration> => {
    if (saved) return saved;
    // A second click joins the first. A choice made meanwhile starts over, and the late answer is not about it.
    const current = saving ?? requestSave();
    saving = current;
    try {
      const answer = await current;
      if (saving === current) saved = answer;
      return answer;
    } finally {
      if (saving === current) saving = undefined;
    }
  };

  return {
    get configurator() {
      return configurator;
    },
    get evaluation() {
      return evaluation;
    },
    get saved() {
      return saved;
    },
    choose(attributeId, value, isSettled) {
      apply({ [attributeId]: value });
      if (isSettled)
        context.track("option_chosen", {
          attribute: attributeId,
          value: reportable(configurator.document, attributeId, value),
        });
    },
    set(values) {
      const parsed = parseValues(configurator.document, values);
      if (!parsed.ok) throw new ValuesError(parsed.problems);
      apply(parsed.values);
    },
    save,
    async share() {
      const { shortId } = await save();
      const url = linkTo(shortId);
      context.track("share", { shortId });
      context.emit("share", { url, shortId });
      return url;
    },
  };
}

/** Address of this page that opens a saved configuration. */
export function linkTo(shortId: string): string {
  const url = new URL(location.href);
  url.searchParams.set(RESUME_PARAMETER, shortId);
  return url.href;
}

/** What shoppers write may name a person, so analytics only hear whether they wrote something. */
function reportable(document: ConfiguratorDocument, attributeId: string, value: AttributeValue): AttributeValue {
  const isText = document.attributes.some(({ id, type }) => id === attributeId && type === "text");
  return isText ? isFilled(String(value)) : value;
}
