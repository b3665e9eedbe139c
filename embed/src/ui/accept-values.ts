import type { ConfiguratorDocument, Values } from "../../../functions/domain/configurator/document.ts";
import type { Evaluation } from "../../../functions/domain/configurator/evaluate.ts";
import { type ForbiddenValue, findForbidden } from "../../../functions/domain/configurator/forbidden.ts";
import { parseValues, type ValueProblem } from "../../../functions/domain/configurator/parse-values.ts";
import { EmbedError } from "../core/embed-error.ts";
import type { PageSource } from "../core/types.ts";

/** The engine, which is in the user interface's file already. */
type Evaluate = (document: ConfiguratorDocument, values: Values) => Evaluation;

/** Why values cannot be chosen. */
export type ChoiceProblem = ValueProblem | (Omit<ForbiddenValue, "reason"> & { readonly code: "forbidden_by_rule" });

/** Values that the configurator does not accept, or that a rule forbids. */
export class ValuesError extends EmbedError {
  readonly problems: readonly ChoiceProblem[];

  constructor(problems: readonly ChoiceProblem[]) {
    super("values_not_accepted", problems.map(({ message }) => message).join(" "), 0);
    this.problems = problems;
  }
}

/** A record, so that the type and what is checked cannot differ. */
const PAGE_SOURCES: Readonly<Record<PageSource, true>> = { page: true, shopper: true };

/**
 * What is chosen after a page has chosen some values, all or none.
 *
 * @throws ValuesError when one of them does not fit, or a rule forbids it; EmbedError for a source that is not the page's to name
 */
export function acceptValues(
  document: ConfiguratorDocument,
  chosen: Values,
  given: Values,
  evaluate: Evaluate,
  source: string,
): Values {
  if (!Object.hasOwn(PAGE_SOURCES, source)) {
    const message = `The source of a change by the page is "page" or "shopper"; "${source}" is not for a page to say.`;
    throw new EmbedError("source_not_accepted", message, 0);
  }
  const parsed = parseValues(document, given);
  if (!parsed.ok) throw new ValuesError(parsed.problems);
  const next = { ...chosen, ...parsed.values };
  const forbidden = findForbidden(document, next, evaluate(document, next)).filter(({ attributeId }) =>
    Object.hasOwn(parsed.values, attributeId),
  );
  if (forbidden.length === 0) return next;
  throw new ValuesError(forbidden.map(({ reason: _, ...problem }) => ({ ...problem, code: "forbidden_by_rule" })));
}
