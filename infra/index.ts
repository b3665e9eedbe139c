/** What an app of somebody else's imports: the construct, its props, and what it ships. docs/guides/construct.md shows how. */
export { ALARM_IDS, type AlarmId, type Alarms, type LatchkeyAlarms } from "./alarms.ts";
export { buildAssets, type LatchkeyAssets } from "./assets.ts";
export type { Owner } from "./bootstrap.ts";
export type { CustomDomain } from "./edge.ts";
export type { EventExport } from "./event-export.ts";
export { Latchkey } from "./latchkey.ts";
export type { LatchkeyProps } from "./props.ts";
export type { ProvisionedConcurrency } from "./provisioned.ts";
export type { SignIn } from "./sign-in.ts";
export type { RouteThrottling, Throttling } from "./throttling.ts";
export type { WebAcl } from "./web-acl.ts";
