export { type Client, createClient } from "./client.ts";
export type { TokenSource } from "./credential.ts";
export {
  type AnyLatchkeyError,
  ApiError,
  type FieldError,
  isLatchkeyError,
  LatchkeyError,
  NetworkError,
  RateLimitError,
  RefusedError,
  TimeoutError,
  UnexpectedResponseError,
} from "./errors.ts";
export type * from "./generated/types.ts";
export type { List, Page } from "./list.ts";
export type { OperationId } from "./operations.ts";
export type { ClientOptions, CreateOptions, RequestOptions } from "./options.ts";
export type { AuditEvents } from "./resources/audit-events.ts";
export type { Configurations } from "./resources/configurations.ts";
export type { Configurators } from "./resources/configurators.ts";
export type { Embed } from "./resources/embed.ts";
export type { ServiceAccounts } from "./resources/service-accounts.ts";
export type { Tokens } from "./resources/tokens.ts";
export type { WorkspaceResource } from "./resources/workspace.ts";
export type { Runtime } from "./runtime.ts";
