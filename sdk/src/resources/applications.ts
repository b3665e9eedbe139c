import type { Call } from "../call.ts";
import type {
  Application,
  ApplicationUsage,
  CreateApplication,
  IssuedApplication,
  ListApplicationsQuery,
  RotateApplicationKey,
  UpdateApplication,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** Who calls a service, with a key and limits. Scope `account_management`; of permitted services only, as with `services`. */
export interface Applications {
  /** Newest first; of one service, or of all that the credential may see. 25 a page, 100 at most. */
  list(query?: ListApplicationsQuery, options?: RequestOptions): List<Application>;
  /** `key` of the answer is the application key: it is there this once and never again. */
  create(body: CreateApplication, options?: CreateOptions): Promise<IssuedApplication>;
  get(applicationId: string, options?: RequestOptions): Promise<Application>;
  /** What it has used today and this month, and in this minute and hour where they have a limit. */
  usage(applicationId: string, options?: RequestOptions): Promise<ApplicationUsage>;
  /** `limits` replaces all limits. */
  update(applicationId: string, body: UpdateApplication, options?: RequestOptions): Promise<Application>;
  /** It is not authorized until it is resumed. */
  suspend(applicationId: string, options?: RequestOptions): Promise<Application>;
  resume(applicationId: string, options?: RequestOptions): Promise<Application>;
  /** A new key. The old one counts for `graceSeconds` more: 0 by default, 30 days at most. */
  rotateKey(applicationId: string, body?: RotateApplicationKey, options?: CreateOptions): Promise<IssuedApplication>;
  delete(applicationId: string, options?: RequestOptions): Promise<void>;
}

export function createApplications(call: Call): Applications {
  return {
    list: (query, options) => createList((from) => call("listApplications", { query: { ...query, ...from } }, options)),
    create: (body, options) => call("createApplication", { body }, options),
    get: (applicationId, options) => call("getApplication", { path: { applicationId } }, options),
    usage: (applicationId, options) => call("getApplicationUsage", { path: { applicationId } }, options),
    update: (applicationId, body, options) => call("updateApplication", { path: { applicationId }, body }, options),
    suspend: (applicationId, options) => call("suspendApplication", { path: { applicationId } }, options),
    resume: (applicationId, options) => call("resumeApplication", { path: { applicationId } }, options),
    rotateKey: (applicationId, body = {}, options) =>
      call("rotateApplicationKey", { path: { applicationId }, body }, options),
    delete: (applicationId, options) => call("deleteApplication", { path: { applicationId } }, options),
  };
}
