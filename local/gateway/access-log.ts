import type { AccessLogFormat } from "../template/access-log-format.ts";

/** Values of `$context` variables; what is missing is written as `-`, as AWS does. */
export type AccessLogValues = Readonly<Record<string, string | number | undefined>>;

export function formatAccessLogLine({ texts, variables }: AccessLogFormat, values: AccessLogValues): string {
  return texts
    .map((text, index) => `${text}${index < variables.length ? formatValue(values[variables[index] ?? ""]) : ""}`)
    .join("");
}

/** Quotes and line ends in a value (a user agent is free text) must not end the field that it stands in. */
function formatValue(value: string | number | undefined): string {
  return value === undefined || value === "" ? "-" : JSON.stringify(String(value)).slice(1, -1);
}
