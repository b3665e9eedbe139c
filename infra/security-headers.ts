import { Duration } from "aws-cdk-lib";

/** What every answer of the distribution says: its type is what it says, and browsers come back over TLS only. */
export const STRICT_TRANSPORT = {
  contentTypeOptions: { override: true },
  strictTransportSecurity: {
    accessControlMaxAge: Duration.days(365),
    override: true,
  },
} as const;

/** A policy of the header `content-security-policy`, from directive -> sources. */
export function formatContentPolicy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");
}
