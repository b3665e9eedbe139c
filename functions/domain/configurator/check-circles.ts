import type { ConfiguratorDocument, Rule } from "./document.ts";
import type { DocumentProblem } from "./document-problem.ts";
import { nameOf } from "./names.ts";
import { planOf, testsOf } from "./plan.ts";

/** `rule` decides about `to`, and looks at `from` for that. */
interface Step {
  readonly rule: Rule;
  readonly from: string;
  readonly to: string;
}

/** Rules that wait for each other: an attribute that is decided by what depends on it. Every such attribute is in one of the circles found. */
export function checkCircles(document: ConfiguratorDocument): readonly DocumentProblem[] {
  const steps = new Map<string, readonly Step[]>();
  for (const [to, actions] of planOf(document).actions) {
    const before = actions.flatMap(({ rule }) =>
      testsOf(rule.when).map(({ attribute }) => [attribute, { rule, from: attribute, to }] as const),
    );
    steps.set(to, [...new Map(before).values()]);
  }
  const reported = new Set<string>();
  return document.attributes.flatMap(({ id }): readonly DocumentProblem[] => {
    const circle = reported.has(id) ? [] : shortestCircle(id, steps);
    const [first] = circle;
    if (first === undefined) return [];
    for (const { from } of circle) reported.add(from);
    const path = ["rules", document.rules?.indexOf(first.rule) ?? 0];
    return [{ path, code: "rules_in_circle", message: describeCircle(document, circle) }];
  });
}

/** From an attribute back to itself over what its rules look at. */
function shortestCircle(start: string, steps: ReadonlyMap<string, readonly Step[]>): readonly Step[] {
  const reachedBy = new Map<string, Step>();
  const waiting = [start];
  for (const id of waiting) {
    for (const step of steps.get(id) ?? []) {
      if (step.from === start) return wayTo(step, start, reachedBy);
      if (reachedBy.has(step.from)) continue;
      reachedBy.set(step.from, step);
      waiting.push(step.from);
    }
  }
  return [];
}

function wayTo(last: Step, start: string, reachedBy: ReadonlyMap<string, Step>): readonly Step[] {
  const way = [last];
  for (let step: Step | undefined = last; step !== undefined && step.to !== start; ) {
    step = reachedBy.get(step.to);
    if (step !== undefined) way.unshift(step);
  }
  return way;
}

function describeCircle(document: ConfiguratorDocument, circle: readonly Step[]): string {
  const name = (id: string) => {
    const attribute = planOf(document).attributes.get(id);
    return attribute === undefined ? `"${id}"` : nameOf(document, attribute);
  };
  const parts = circle.map(({ rule, from, to }) =>
    from === to
      ? `the rule "${rule.id}" decides about ${name(to)} by looking at ${name(from)} itself`
      : `the rule "${rule.id}" decides about ${name(to)} by looking at ${name(from)}`,
  );
  const advice = "Write the dependency in one direction only.";
  return `Rules wait for each other, so none could come first: ${parts.join("; ")}. ${advice}`;
}
