import { kindOfCredential } from "./credential.ts";
import type { OperationEntry } from "./generated/operations.ts";

const NAMES = {
  public: "a public token (lkp_…)",
  private: "a private token (lks_…)",
  service: "a service token (lkv_…)",
  session: "a console session",
} as const;

/** What to check when the gateway refused a credential, as far as this side can know. */
export function describeRefusal(
  operation: OperationEntry,
  credential: string | undefined,
  workspaceId: string | undefined,
): string {
  if (credential === undefined) return "This operation is open: something in front of the API refused the request.";
  const kind = kindOfCredential(credential);
  if (!operation.credentials.includes(kind)) {
    return `This operation takes ${operation.credentials.map((accepted) => NAMES[accepted]).join(" or ")}; the client holds ${NAMES[kind]}.`;
  }
  switch (kind) {
    case "public":
      return `Check that the token is active and holds the capability ${operation.capability}, and that the page's origin is on its list of domains. client.embed.diagnose({ token }) tells which of these it is.`;
    case "session":
      return workspaceId === undefined
        ? "A session needs a workspace: give workspaceId to createClient."
        : `Check that the session has not expired, and that the member belongs to the workspace${describeNeeds(operation)}.`;
    case "private":
    case "service":
      return `Check that the token is of this deployment, active, not expired and not replaced by a rotation, that its owner is active, that it may be used from this network${describeNeeds(operation)}.`;
  }
}

function describeNeeds({ scope, minimumRole }: OperationEntry): string {
  const needs = [scope && `the scope ${scope}`, minimumRole && `the role ${minimumRole} or a higher one`].filter(
    (need) => need !== undefined,
  );
  return needs.length === 0 ? "" : `, and holds ${needs.join(" and ")}`;
}
