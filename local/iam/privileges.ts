import { matchesArn, matchesEntry, type PolicyRequest } from "./policy-evaluator.ts";
import type { Condition, ConditionKey, PolicyStatement } from "./policy-statement.ts";
import { matchesWildcard } from "./wildcard.ts";

/**
 * The smallest part of a statement that could be taken out of it: one action on one resource and, where a condition lists what a request may
 * name, one entry of one list.
 */
export interface Privilege {
  readonly action: string;
  readonly resource: string;
  readonly entry?: { readonly key: ConditionKey; readonly value: string };
}

/** All parts of a statement. A Deny has none. */
export function privilegesOf({ effect, actions, resources, conditions }: PolicyStatement): readonly Privilege[] {
  if (effect === "Deny") return [];
  return combine(actions, resources, conditions, ({ values }) => values);
}

/**
 * Those parts of a statement without which it would not cover a request that it covers. Where two patterns match the same, the request needs
 * neither of them.
 */
export function neededPrivileges(statement: PolicyStatement, request: PolicyRequest): readonly Privilege[] {
  const { actions, resources, conditions } = statement;
  return combine(
    onlyOne(actions, (pattern) => matchesWildcard(pattern.toLowerCase(), request.action.toLowerCase())),
    onlyOne(resources, (pattern) => matchesArn(pattern, request.resource)),
    conditions,
    ({ operator, key, values }) =>
      (request.context[key] ?? []).flatMap((present) =>
        onlyOne(values, (value) => matchesEntry(operator, value, present)),
      ),
  );
}

/** Tells a privilege from the other ones of its role. */
export function formatPrivilege({ action, resource, entry }: Privilege): string {
  return `${action} ${resource}${entry === undefined ? "" : ` ${entry.key}=${entry.value}`}`;
}

function combine(
  actions: readonly string[],
  resources: readonly string[],
  conditions: readonly Condition[],
  entriesOf: (condition: Condition) => readonly string[],
): readonly Privilege[] {
  const lists = conditions.filter(isList);
  const entries = lists.flatMap((list) => [...new Set(entriesOf(list))].map((value) => ({ key: list.key, value })));
  return actions.flatMap((action) =>
    resources.flatMap((resource) =>
      lists.length === 0 ? [{ action, resource }] : entries.map((entry) => ({ action, resource, entry })),
    ),
  );
}

/** A condition that also holds when the request has no such key only takes away. */
function isList({ operator }: Condition): boolean {
  return operator !== "StringEqualsIfExists";
}

function onlyOne(patterns: readonly string[], matches: (pattern: string) => boolean): readonly string[] {
  const matching = patterns.filter(matches);
  return matching.length === 1 ? matching : [];
}
