/**
 * Every primary key and index key, in one place. A workspace id is part of the key of everything that belongs to a
 * workspace, so a foreign id and an unknown id are the same thing: an item that is not there.
 */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const workspace = (workspaceId: string) => `WS#${workspaceId}`;

// Directory.
export const workspaceKey = (workspaceId: string): Key => ({ pk: workspace(workspaceId), sk: "WORKSPACE" });
export const memberKey = (workspaceId: string, memberId: string): Key => ({
  pk: workspace(workspaceId),
  sk: `MEMBER#${memberId}`,
});
/** What a sign-in finds: the member that an OIDC subject is in one workspace. */
export const signInKey = (subject: string, workspaceId: string): Key => ({
  pk: `SUBJECT#${subject}`,
  sk: workspace(workspaceId),
});
export const SERVICE_ACCOUNT_PREFIX = "SERVICE_ACCOUNT#";
export const serviceAccountKey = (workspaceId: string, name: string): Key => ({
  pk: workspace(workspaceId),
  sk: SERVICE_ACCOUNT_PREFIX + name,
});
/** The one key that does not start with the workspace: the authorizer knows only the token id. */
export const tokenKey = (tokenId: string): Key => ({ pk: `TOKEN#${tokenId}`, sk: "TOKEN" });
export const tokensOfWorkspace = (workspaceId: string) => `${workspace(workspaceId)}#TOKENS`;
export const tokensOfOwner = (workspaceId: string, type: string, id: string) =>
  `${workspace(workspaceId)}#OWNER#${type}#${id}`;
export const auditKey = (workspaceId: string, at: string, id: string): Key => ({
  pk: auditEventsOf(workspaceId),
  sk: `${at}#${id}`,
});
export const auditEventsOf = (workspaceId: string) => `${workspace(workspaceId)}#AUDIT`;

// Directory and Catalogue.
export const idempotencyKey = (workspaceId: string, principalId: string, operation: string, key: string): Key => ({
  pk: `${workspace(workspaceId)}#IDEMPOTENCY#${principalId}`,
  sk: `${operation}#${key}`,
});

// Catalogue.
export const configuratorsOf = (workspaceId: string) => `${workspace(workspaceId)}#CONFIGURATORS`;
export const configuratorKey = (workspaceId: string, configuratorId: string): Key => ({
  pk: configuratorsOf(workspaceId),
  sk: `CONFIGURATOR#${configuratorId}`,
});
export const documentsOf = (workspaceId: string, configuratorId: string) =>
  `${workspace(workspaceId)}#CONFIGURATOR#${configuratorId}`;
export const draftKey = (workspaceId: string, configuratorId: string): Key => ({
  pk: documentsOf(workspaceId, configuratorId),
  sk: "DRAFT",
});
export const publishedKey = (workspaceId: string, configuratorId: string): Key => ({
  pk: documentsOf(workspaceId, configuratorId),
  sk: "PUBLISHED",
});
export const VERSION_PREFIX = "VERSION#";
export const versionKey = (workspaceId: string, configuratorId: string, version: number): Key => ({
  pk: documentsOf(workspaceId, configuratorId),
  sk: VERSION_PREFIX + String(version).padStart(6, "0"),
});
export const configurationKey = (workspaceId: string, shortId: string): Key => ({
  pk: `${workspace(workspaceId)}#CONFIGURATION#${shortId}`,
  sk: "CONFIGURATION",
});
export const configurationsOfWorkspace = (workspaceId: string) => `${workspace(workspaceId)}#CONFIGURATIONS`;
export const configurationsOfConfigurator = (workspaceId: string, configuratorId: string) =>
  `${workspace(workspaceId)}#CONFIGURATIONS#${configuratorId}`;

// Telemetry.
export const eventKey = (workspaceId: string, eventId: string): Key => ({
  pk: `${workspace(workspaceId)}#EVENT#${eventId}`,
  sk: "EVENT",
});
export const rollupKey = (
  workspaceId: string,
  hour: string,
  shard: number,
  name: string,
  configuratorId: string,
): Key => ({
  pk: `${workspace(workspaceId)}#ROLLUP#${hour.slice(0, 10)}#${shard}`,
  sk: `${hour}#${configuratorId}#${name}`,
});
