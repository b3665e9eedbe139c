import type { Call } from "../call.ts";
import type {
  CreateService,
  IssuedService,
  ListServicesQuery,
  RotateServiceToken,
  Service,
  ServiceToken,
  UpdateService,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/**
 * Services and their tokens. Scope `account_management`. A credential sees its own services only: every other id ends with `not_found`, and
 * whoever has none at all gets `no_service_access`.
 */
export interface Services {
  /** The services that the credential may see. 25 a page, 100 at most. */
  list(query?: ListServicesQuery, options?: RequestOptions): List<Service>;
  /** Creates a service and its token, whose value is `token`. Ends with `right_not_held` for who does not see all services. */
  create(body: CreateService, options?: CreateOptions): Promise<IssuedService>;
  get(serviceId: string, options?: RequestOptions): Promise<Service>;
  update(serviceId: string, body: UpdateService, options?: RequestOptions): Promise<Service>;
  /** Stops the service's token until the service is enabled again. */
  disable(serviceId: string, options?: RequestOptions): Promise<Service>;
  enable(serviceId: string, options?: RequestOptions): Promise<Service>;
  /** Deletes the service and revokes its token. Ends with `service_has_applications` while it has any. */
  delete(serviceId: string, options?: RequestOptions): Promise<void>;
  /** The value of the service's token. Every call leaves an audit event. */
  revealToken(serviceId: string, options?: RequestOptions): Promise<ServiceToken>;
  /** Gives the token a new secret. The old one counts for `graceSeconds` more: 0 by default, 30 days at most. */
  rotateToken(serviceId: string, body?: RotateServiceToken, options?: CreateOptions): Promise<ServiceToken>;
  /** Ends the grace period now. Ends with `rotation_not_running` when there is none. */
  finishTokenRotation(serviceId: string, options?: RequestOptions): Promise<ServiceToken>;
}

export function createServices(call: Call): Services {
  return {
    list: (query, options) => createList((from) => call("listServices", { query: { ...query, ...from } }, options)),
    create: (body, options) => call("createService", { body }, options),
    get: (serviceId, options) => call("getService", { path: { serviceId } }, options),
    update: (serviceId, body, options) => call("updateService", { path: { serviceId }, body }, options),
    disable: (serviceId, options) => call("disableService", { path: { serviceId } }, options),
    enable: (serviceId, options) => call("enableService", { path: { serviceId } }, options),
    delete: (serviceId, options) => call("deleteService", { path: { serviceId } }, options),
    revealToken: (serviceId, options) => call("revealServiceToken", { path: { serviceId } }, options),
    rotateToken: (serviceId, body = {}, options) => call("rotateServiceToken", { path: { serviceId }, body }, options),
    finishTokenRotation: (serviceId, options) => call("finishServiceTokenRotation", { path: { serviceId } }, options),
  };
}
