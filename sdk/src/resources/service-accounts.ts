import type { Call } from "../call.ts";
import type {
  CreateServiceAccount,
  ListServiceAccountsQuery,
  ServiceAccount,
  UpdateServiceAccount,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** Names that own tokens and are no persons. The name is the id. Scope `account_management`. */
export interface ServiceAccounts {
  /** The service accounts of the workspace. 25 a page, 100 at most. */
  list(query?: ListServiceAccountsQuery, options?: RequestOptions): List<ServiceAccount>;
  /**
   * `name`: 1 to 64 letters, digits, hyphens and underscores. Rights that are left out are those of the credential in use. Ends with
   * `name_taken` when it exists already, or with `right_not_held`.
   */
  create(body: CreateServiceAccount, options?: CreateOptions): Promise<ServiceAccount>;
  /** With `lastUsedAt`. Ends with `not_found`. */
  get(serviceAccountId: string, options?: RequestOptions): Promise<ServiceAccount>;
  /** Changes the fields that are given. Ends with `not_found`, `right_not_held` or `changed_meanwhile`. */
  update(serviceAccountId: string, body: UpdateServiceAccount, options?: RequestOptions): Promise<ServiceAccount>;
  /** Stops all its tokens: private ones with the next request, public ones within 10 seconds, cached loads within 60. */
  disable(serviceAccountId: string, options?: RequestOptions): Promise<ServiceAccount>;
  /** Lets its tokens work again. */
  enable(serviceAccountId: string, options?: RequestOptions): Promise<ServiceAccount>;
  /** Ends with `owner_has_tokens` while it owns tokens; `errors` of the error lists them. */
  delete(serviceAccountId: string, options?: RequestOptions): Promise<void>;
}

export function createServiceAccounts(call: Call): ServiceAccounts {
  return {
    list: (query, options) =>
      createList((from) => call("listServiceAccounts", { query: { ...query, ...from } }, options)),
    create: (body, options) => call("createServiceAccount", { body }, options),
    get: (serviceAccountId, options) => call("getServiceAccount", { path: { serviceAccountId } }, options),
    update: (serviceAccountId, body, options) =>
      call("updateServiceAccount", { path: { serviceAccountId }, body }, options),
    disable: (serviceAccountId, options) => call("disableServiceAccount", { path: { serviceAccountId } }, options),
    enable: (serviceAccountId, options) => call("enableServiceAccount", { path: { serviceAccountId } }, options),
    delete: (serviceAccountId, options) => call("deleteServiceAccount", { path: { serviceAccountId } }, options),
  };
}
