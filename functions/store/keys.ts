import type { TokenKind } from "../domain/rights.ts";
import type { OwnerReference, TokenState } from "../domain/token-record.ts";

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
/** Every workspace: where a migration begins. */
export const WORKSPACES = "WORKSPACES";
export const workspaceEntryKey = (workspaceId: string): Key => ({ pk: WORKSPACES, sk: workspaceId });
/** Which form the items of all tables have, and which migrations have run: see data-state.ts. */
const DATA = "DATA";
export const DATA_STATE_KEY: Key = { pk: DATA, sk: "STATE" };
export const migrationKey = (version: number): Key => ({
  pk: DATA,
  sk: `MIGRATION#${String(version).padStart(6, "0")}`,
});
export const workspaceKey = (workspaceId: string): Key => ({ pk: workspace(workspaceId), sk: "WORKSPACE" });
export const MEMBER_PREFIX = "MEMBER#";
export const memberKey = (workspaceId: string, memberId: string): Key => ({
  pk: workspace(workspaceId),
  sk: MEMBER_PREFIX + memberId,
});
/** Who has an email address in one workspace, invited or joined. */
export const memberEmailKey = (workspaceId: string, email: string): Key => ({
  pk: workspace(workspaceId),
  sk: `EMAIL#${email}`,
});
export const signInsOf = (subject: string) => `SUBJECT#${subject}`;
/** What a sign-in finds: the member that an OIDC subject is in one workspace. */
export const signInKey = (subject: string, workspaceId: string): Key => ({
  pk: signInsOf(subject),
  sk: workspace(workspaceId),
});
export const invitationsOf = (email: string) => `INVITED#${email}`;
/** What somebody finds who signs in and is no member yet: that a workspace has invited their address. */
export const invitationKey = (email: string, workspaceId: string): Key => ({
  pk: invitationsOf(email),
  sk: workspace(workspaceId),
});
export const SERVICE_ACCOUNT_PREFIX = "SERVICE_ACCOUNT#";
export const serviceAccountKey = (workspaceId: string, name: string): Key => ({
  pk: workspace(workspaceId),
  sk: SERVICE_ACCOUNT_PREFIX + name,
});
export const SERVICE_PREFIX = "SERVICE#";
export const serviceKey = (workspaceId: string, serviceId: string): Key => ({
  pk: workspace(workspaceId),
  sk: SERVICE_PREFIX + serviceId,
});
/** Whom a token belongs to: all of them are in the workspace's own partition. */
export function ownerKey(workspaceId: string, { type, id }: OwnerReference): Key {
  switch (type) {
    case "member":
      return memberKey(workspaceId, id);
    case "service_account":
      return serviceAccountKey(workspaceId, id);
    case "service":
      return serviceKey(workspaceId, id);
  }
}
/** The one key that does not start with the workspace: the authorizer knows only the token id. */
export const tokenKey = (tokenId: string): Key => ({ pk: `TOKEN#${tokenId}`, sk: "TOKEN" });
/** Found by its id alone, like a token. */
export const embedKey = (embedId: string): Key => ({ pk: `EMBED#${embedId}`, sk: "EMBED" });
/** How often a token was used in one window; see token-usage.ts. */
export const usageKey = (tokenId: string, window: string): Key => ({ pk: `USAGE#${tokenId}`, sk: window });
/** Where a token was used; see observed-origins.ts. */
export const observedOriginsOf = (tokenId: string) => `ORIGINS#${tokenId}`;
export const observedOriginKey = (tokenId: string, verdict: string, slot: string): Key => ({
  pk: observedOriginsOf(tokenId),
  sk: `${verdict}#${slot}`,
});
export const embedsOfWorkspace = (workspaceId: string) => `${workspace(workspaceId)}#EMBEDS`;
export const tokensOfWorkspace = (workspaceId: string) => `${workspace(workspaceId)}#TOKENS`;
export const tokensOfState = (workspaceId: string, kind: TokenKind, state: TokenState) =>
  `${workspace(workspaceId)}#TOKENS#${kind}#${state}`;
export const tokensOfOwner = (workspaceId: string, { type, id }: OwnerReference, kind: TokenKind, state: TokenState) =>
  `${workspace(workspaceId)}#OWNER#${type}#${id}#${kind}#${state}`;
/** Tokens that are not revoked and have an expiry, by that instant. */
export const expiringTokens = (workspaceId: string) => `${workspace(workspaceId)}#EXPIRING`;
/** Where a token stands in a list that is sorted by an instant. */
export const tokenPlace = (instant: string, tokenId: string) => `${instant}#${tokenId}`;
/** One chain of a workspace's audit trail; see domain/audit-chain.ts. Its events are in order, by their sequence. */
export const auditChainOf = (workspaceId: string, chain: number) => `${workspace(workspaceId)}#AUDIT#${chain}`;
export const auditSequence = (sequence: number) => String(sequence).padStart(12, "0");
export const auditKey = (workspaceId: string, chain: number, sequence: number): Key => ({
  pk: auditChainOf(workspaceId, chain),
  sk: auditSequence(sequence),
});
/** All audit events of a workspace, in an index. */
export const auditEventsOf = (workspaceId: string) => `${workspace(workspaceId)}#AUDIT`;
/** The audit events about one thing, in an index. A type holds no separator. */
export const auditEventsAbout = (workspaceId: string, { type, id }: { readonly type: string; readonly id: string }) =>
  `${workspace(workspaceId)}#AUDIT_OF#${type}#${id}`;

/** A secret that must be shown or used again, encrypted: see secret-box.ts. */
export const secretKey = (workspaceId: string, id: string): Key => ({
  pk: `${workspace(workspaceId)}#SECRET#${id}`,
  sk: "SECRET",
});
export const applicationKey = (workspaceId: string, applicationId: string): Key => ({
  pk: `${workspace(workspaceId)}#APPLICATION#${applicationId}`,
  sk: "APPLICATION",
});
export const applicationsOfWorkspace = (workspaceId: string) => `${workspace(workspaceId)}#APPLICATIONS`;
export const applicationsOfService = (workspaceId: string, serviceId: string) =>
  `${workspace(workspaceId)}#APPLICATIONS#${serviceId}`;

// Webhooks, in Directory.
export const webhooksOf = (workspaceId: string) => `${workspace(workspaceId)}#WEBHOOKS`;
export const WEBHOOK_PREFIX = "WEBHOOK#";
export const webhookKey = (workspaceId: string, webhookId: string): Key => ({
  pk: webhooksOf(workspaceId),
  sk: WEBHOOK_PREFIX + webhookId,
});
export const webhookCountKey = (workspaceId: string): Key => ({ pk: webhooksOf(workspaceId), sk: "COUNT" });
/** Every webhook of every workspace that is to be sent something: where the scheduled run begins. */
export const SUBSCRIPTIONS = "SUBSCRIPTIONS";
export const subscriptionKey = (workspaceId: string, webhookId: string): Key => ({
  pk: SUBSCRIPTIONS,
  sk: `${workspace(workspaceId)}#${webhookId}`,
});
/** Where a run that ended early is to go on. */
export const placeKey = (run: string): Key => ({ pk: `PLACE#${run}`, sk: "PLACE" });
export const deliveriesOf = (workspaceId: string, webhookId: string) =>
  `${workspace(workspaceId)}#WEBHOOK#${webhookId}`;
export const deliveryKey = (workspaceId: string, webhookId: string, at: string, messageId: string): Key => ({
  pk: deliveriesOf(workspaceId, webhookId),
  sk: `${at}#${messageId}`,
});
/** Deliveries that are to be tried, by when. */
export const dueDeliveriesOf = (workspaceId: string, webhookId: string) =>
  `${deliveriesOf(workspaceId, webhookId)}#DUE`;
export const noticesOf = (workspaceId: string) => `${workspace(workspaceId)}#NOTICES`;
/** In the order of the tokens' own index by expiry, so that one Query reads the notices of a whole page of tokens. */
export const noticeKey = (workspaceId: string, place: string, days: number): Key => ({
  pk: noticesOf(workspaceId),
  sk: `${place}#${String(days).padStart(2, "0")}`,
});

// Billing, in Directory.
export const rateCardsOf = (workspaceId: string) => `${workspace(workspaceId)}#RATE_CARDS`;
export const RATE_CARD_PREFIX = "RATE_CARD#";
export const rateCardKey = (workspaceId: string, effectiveFrom: string): Key => ({
  pk: rateCardsOf(workspaceId),
  sk: RATE_CARD_PREFIX + effectiveFrom,
});
/** Counts the changes of a workspace's rate cards. */
export const rateCardsHeadKey = (workspaceId: string): Key => ({ pk: rateCardsOf(workspaceId), sk: "HEAD" });
/** Every workspace that has had a rate card: where the scheduled run begins. */
export const BILLED = "BILLED";
export const billedKey = (workspaceId: string): Key => ({ pk: BILLED, sk: workspaceId });
export const statementsOf = (workspaceId: string) => `${workspace(workspaceId)}#STATEMENTS`;
export const STATEMENT_PREFIX = "STATEMENT#";
export const statementKey = (workspaceId: string, month: string): Key => ({
  pk: statementsOf(workspaceId),
  sk: STATEMENT_PREFIX + month,
});
export const ALERT_PREFIX = "ALERT#";
/** @param name of the alert within its month */
export const alertKey = (workspaceId: string, month: string, name: string): Key => ({
  pk: statementsOf(workspaceId),
  sk: `${ALERT_PREFIX}${month}#${name}`,
});

// Directory, Catalogue and Telemetry.
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
/** The document of a version, apart from the rest, so that a list need not read it. */
export const versionDocumentKey = (workspaceId: string, configuratorId: string, version: number): Key => ({
  pk: documentsOf(workspaceId, configuratorId),
  sk: `DOCUMENT#${String(version).padStart(6, "0")}`,
});
export const configurationKey = (workspaceId: string, shortId: string): Key => ({
  pk: `${workspace(workspaceId)}#CONFIGURATION#${shortId}`,
  sk: "CONFIGURATION",
});
/** A partition of its own: who may replace the picture of a save may not remove the save. */
export const thumbnailKey = (workspaceId: string, shortId: string): Key => ({
  pk: `${workspace(workspaceId)}#THUMBNAIL#${shortId}`,
  sk: "THUMBNAIL",
});
export const configurationsOfWorkspace = (workspaceId: string) => `${workspace(workspaceId)}#CONFIGURATIONS`;
export const configurationsOfConfigurator = (workspaceId: string, configuratorId: string) =>
  `${workspace(workspaceId)}#CONFIGURATIONS#${configuratorId}`;
export const configurationsOfReference = (workspaceId: string, customerReference: string) =>
  `${workspace(workspaceId)}#REFERENCE#${customerReference}`;
/** A file that a shopper sent, by its id: see uploads.ts. */
export const uploadKey = (workspaceId: string, uploadId: string): Key => ({
  pk: `${workspace(workspaceId)}#UPLOAD#${uploadId}`,
  sk: "UPLOAD",
});
/** Uploads that are part of no configuration, of all workspaces, by when they end, in an index: the run that deletes files knows no workspace. */
export const endingUploads = (shard: number) => `ENDING_UPLOADS#${shard}`;
/** The versions of a service's gateway configuration, their documents, and which environment has which. */
export const gatewayConfigurationsOf = (workspaceId: string, serviceId: string) =>
  `${workspace(workspaceId)}#GATEWAY#${serviceId}`;
export const gatewayEnvironmentsKey = (workspaceId: string, serviceId: string): Key => ({
  pk: gatewayConfigurationsOf(workspaceId, serviceId),
  sk: "ENVIRONMENTS",
});
export const gatewayVersionKey = (workspaceId: string, serviceId: string, version: number): Key => ({
  pk: gatewayConfigurationsOf(workspaceId, serviceId),
  sk: VERSION_PREFIX + String(version).padStart(6, "0"),
});
export const gatewayDocumentKey = (workspaceId: string, serviceId: string, version: number): Key => ({
  pk: gatewayConfigurationsOf(workspaceId, serviceId),
  sk: `DOCUMENT#${String(version).padStart(6, "0")}`,
});

// Telemetry.
/** Hits of one application in one window of time. */
export const hitsKey = (
  workspaceId: string,
  applicationId: string,
  window: { readonly period: string; readonly name: string },
): Key => ({
  pk: `${workspace(workspaceId)}#HITS#${applicationId}`,
  sk: `${window.period}#${window.name}`,
});
/** Says that a part of a delivery of the access log has been handed over to be counted; see metered.ts. */
export const meteredKey = (workspaceId: string, deliveryId: string, part: number): Key => ({
  pk: `${workspace(workspaceId)}#METERED#${deliveryId}`,
  sk: String(part),
});
/** Says that a transaction of a report has been counted. */
export const reportedKey = (workspaceId: string, serviceId: string, id: string): Key => ({
  pk: `${workspace(workspaceId)}#REPORTED#${serviceId}#${id}`,
  sk: "REPORTED",
});
/** What is to be counted, of all workspaces, oldest first: see pending.ts. */
export const pendingsOf = (shard: number) => `PENDING#${shard}`;
export const pendingKey = (
  shard: number,
  at: { readonly receivedAt: string; readonly workspaceId: string; readonly id: string; readonly part: number },
): Key => ({
  pk: pendingsOf(shard),
  sk: `${at.receivedAt}#${at.workspaceId}#${at.id}#${String(at.part).padStart(3, "0")}`,
});
/** How far counting has come. */
export const COUNTING_KEY: Key = { pk: "COUNTING", sk: "COUNTING" };
/** What has been counted: see rollups.ts. */
export const seriesOf = (workspaceId: string, series: string) => `${workspace(workspaceId)}#SERIES#${series}`;
export const seriesDayKey = (workspaceId: string, series: string, day: string): Key => ({
  pk: seriesOf(workspaceId, series),
  sk: day,
});
export const breakdownOf = (workspaceId: string, configuratorId: string, dimension: string) =>
  `${workspace(workspaceId)}#BREAKDOWN#${configuratorId}#${dimension}`;
export const breakdownPeriod = (period: "day" | "hour", name: string) => `${period === "day" ? "D" : "H"}#${name}`;
export const eventKey = (workspaceId: string, eventId: string): Key => ({
  pk: `${workspace(workspaceId)}#EVENT#${eventId}`,
  sk: "EVENT",
});
