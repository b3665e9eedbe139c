import type { Call } from "../call.ts";
import type {
  ApplicationAuthorization,
  AuthorizeAndReport,
  AuthorizeApplication,
  ReportUsage,
  UsageReport,
} from "../generated/types.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** What a service asks and tells about its applications, with its service token (`lkv_…`). Another service's id ends with `not_found`. */
export interface ServiceManagement {
  /** Whether an application may do this now. Counts nothing. */
  authorize(serviceId: string, body: AuthorizeApplication, options?: RequestOptions): Promise<ApplicationAuthorization>;
  /** The same, and counts it if it is authorized, in one step. A retry never counts twice. */
  authrep(serviceId: string, body: AuthorizeAndReport, options?: CreateOptions): Promise<ApplicationAuthorization>;
  /**
   * Counts up to 500 transactions, each judged by itself. A retry of the call never counts twice; give transactions an `id` when your program
   * may report them again in another call.
   */
  report(serviceId: string, body: ReportUsage, options?: CreateOptions): Promise<UsageReport>;
}

export function createServiceManagement(call: Call): ServiceManagement {
  return {
    authorize: (serviceId, body, options) => call("authorizeApplication", { path: { serviceId }, body }, options),
    authrep: (serviceId, body, options) => call("authorizeAndReport", { path: { serviceId }, body }, options),
    report: (serviceId, body, options) => call("reportUsage", { path: { serviceId }, body }, options),
  };
}
