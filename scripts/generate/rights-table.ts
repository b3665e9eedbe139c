import { OPERATIONS, type Operation } from "../../contract/operations.ts";
import type { GeneratedFile } from "./drift.ts";
import { MARKDOWN_FENCE } from "./fence.ts";

/** `docs/rights.md`: what each operation needs. */
export function createRightsTable(): GeneratedFile {
  const operations = Object.entries<Operation>(OPERATIONS).filter(([, { method }]) => method !== "OPTIONS");
  const open = operations.filter(([, { credentials }]) => credentials.length === 0);
  const guarded = operations.filter(([, { credentials }]) => credentials.length > 0);
  const content = `${MARKDOWN_FENCE}
# What each operation needs

What is not in this table is refused. A request passes when all of this holds, read anew for every request:

1. **Credential.** It is of a kind that the operation names. A public token travels as \`Authorization: Bearer\` or \`?access_token=\`; private and
   service tokens, and the access token of a console sign-in, as \`Authorization: Bearer\` only.
2. **State.** The token is active: not disabled, revoked or expired, and its secret is not older than the workspace allows. Its owner is there and
   active: not an invited or suspended member, nor a disabled service account or service.
3. **Scope.** The token and its owner both hold the scope. A \`:write\` scope includes the \`:read\` of the same family.
4. **Role.** The token's role and its owner's role are both at least the lowest role. Low to high: viewer, team member, workspace manager,
   administrator, owner.
5. **Services.** Operations by service show what belongs to the services that the token and its owner both may see. With none in common they
   answer 403 \`no_service_access\`.
6. **Place.** A public token: the page's origin is on its list of domains. Others: the caller's address is in the token's networks, if it has any.
7. **Old secret.** While a rotation runs, the secret before it opens all of this but what hands out a secret or stays: ${handingOut()}. These answer 403 \`right_not_held\`.

A session has the rights of its member. A public token needs a capability and no role; a service token opens the operations of its own service and
needs neither. What is refused by rules 1 to 4 and 6 is answered by the gateway: 403 \`{"message":"Forbidden"}\`.

| operation | route | credentials | scope or capability | lowest role | effect | by service |
| --- | --- | --- | --- | --- | --- | --- |
${guarded.map(([id, operation]) => formatRow(id, operation)).join("\n")}

## Open to everybody

| operation | route |
| --- | --- |
${open.map(([id, { method, path }]) => `| \`${id}\` | \`${method} ${path}\` |`).join("\n")}
`;
  return { path: "docs/rights.md", content };
}

function formatRow(id: string, operation: Operation): string {
  const { method, path, credentials, api, capability, effect, byService } = operation;
  const needed = api === undefined ? capability : `${api}:${effect}`;
  const cells = [
    `\`${id}\``,
    `\`${method} ${path}\``,
    credentials.join(", "),
    needed === undefined ? "none" : `\`${needed}\``,
    formatRole(operation),
    effect,
    byService ? "yes" : "",
  ];
  return `| ${cells.join(" | ")} |`;
}

function formatRole({ minimumRole, minimumRoleForOthers }: Operation): string {
  if (minimumRole === undefined) return "none";
  const lowest = minimumRole.replaceAll("_", " ");
  return minimumRoleForOthers === undefined
    ? lowest
    : `${lowest}; ${minimumRoleForOthers.replaceAll("_", " ")} for what one neither created nor owns`;
}

function handingOut(): string {
  const operations = Object.entries<Operation>(OPERATIONS).filter(([, { handsOut }]) => handsOut);
  return operations.map(([id]) => `\`${id}\``).join(", ");
}
