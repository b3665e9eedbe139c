/** What cfn-lint found at one place. */
export interface Finding {
  readonly rule: string;
  readonly level: string;
  readonly message: string;
  /** Section, logical id and properties, with dots between. */
  readonly place: string;
}

/** Rules of cfn-lint that do not count here, and why. What is not in this list must not be found. */
export const IGNORED: Readonly<Record<string, string>> = {
  W3005: "CDK writes down that a function waits for its role, which the function's reference to the role says as well.",
};

/** @throws Error for something else than the output of `cfn-lint --format json` */
export function parseFindings(output: string): readonly Finding[] {
  const matches: unknown = JSON.parse(output);
  if (!Array.isArray(matches)) throw new Error("cfn-lint did not answer with a list");
  return matches.map((match: unknown) => {
    const path = member(member(match, "Location"), "Path");
    return {
      rule: String(member(member(match, "Rule"), "Id")),
      level: String(member(match, "Level")),
      message: String(member(match, "Message")),
      place: Array.isArray(path) ? path.join(".") : "the template",
    };
  });
}

export function formatFinding({ rule, level, message, place }: Finding): string {
  return `${level.toLowerCase()} ${rule} at ${place}: ${message}`;
}

/** One line for each ignored rule that found something. */
export function formatIgnored(findings: readonly Finding[]): readonly string[] {
  const groups = Map.groupBy(findings, ({ rule }) => rule);
  return [...groups].map(([rule, found]) => `ignored ${rule}, ${found.length} times: ${IGNORED[rule]}`);
}

function member(value: unknown, name: string): unknown {
  const entry = Object.entries(typeof value === "object" && value !== null ? value : {}).find(([key]) => key === name);
  if (entry === undefined) throw new Error(`a finding of cfn-lint has no ${name}`);
  return entry[1];
}
