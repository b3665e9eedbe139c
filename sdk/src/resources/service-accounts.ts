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
  /** `name`: 1 to 64 letters, digits, hyphens and underscores. Ends with `name_taken` when it exists already. */
  create(body: CreateServiceAccount, options?: CreateOptions): Promise<ServiceAccount>;
  /** Ends with `not_found`. */
  get(serviceAccountId: string, options?: RequestOptions): Promise<ServiceAccount>;
  /** Ends with `not_found` or `changed_meanwhile`. */
  update(serviceAccountId: string, body: UpdateServiceAccount, options?: RequestOptions): Promise<ServiceAccount>;
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
    delete: (serviceAccountId, options) => call("deleteServiceAccount", { path: { serviceAccountId } }, options),
  };
}
