import type { OperationShape } from "../operation-shape.ts";
import * as services from "../schemas/services.ts";
import { APPLICATION_SHAPES } from "./services/applications.ts";
import { GATEWAY_CONFIGURATION_SHAPES } from "./services/gateway-configurations.ts";
import { SERVICE_MANAGEMENT_SHAPES } from "./services/service-management.ts";

/** Shapes of the operations in `operations/services.ts`. */
export const SERVICE_SHAPES = {
  listServices: {
    summary: "List the services that the caller may see",
    query: services.listServicesQuery,
    status: 200,
    response: services.servicePage,
    errors: [],
  },
  createService: {
    summary: "Create a service together with its service token",
    body: services.createServiceBody,
    status: 201,
    response: services.issuedService,
    errors: ["right_not_held"],
  },
  getService: {
    summary: "Read one service",
    path: services.servicePath,
    status: 200,
    response: services.service,
    errors: ["not_found"],
  },
  updateService: {
    summary: "Change a service's name or description",
    path: services.servicePath,
    body: services.updateServiceBody,
    status: 200,
    response: services.service,
    errors: ["not_found", "changed_meanwhile"],
  },
  disableService: {
    summary: "Stop a service's token until the service is enabled again",
    path: services.servicePath,
    status: 200,
    response: services.service,
    errors: ["not_found", "changed_meanwhile"],
  },
  enableService: {
    summary: "Let a disabled service work again",
    path: services.servicePath,
    status: 200,
    response: services.service,
    errors: ["not_found", "changed_meanwhile"],
  },
  deleteService: {
    summary: "Delete a service that has no applications, and revoke its token",
    path: services.servicePath,
    status: 204,
    errors: ["not_found", "service_has_applications", "changed_meanwhile"],
  },
  revealServiceToken: {
    summary: "Show the value of a service's token; each time leaves an audit event",
    path: services.servicePath,
    status: 200,
    response: services.serviceToken,
    errors: ["not_found"],
  },
  rotateServiceToken: {
    summary: "Give a service's token a new secret; the old one counts until the grace period ends",
    path: services.servicePath,
    body: services.rotateServiceTokenBody,
    bodyOptional: true,
    status: 200,
    response: services.serviceToken,
    errors: ["not_found", "changed_meanwhile"],
  },
  finishServiceTokenRotation: {
    summary: "End the grace period of a service token's rotation now",
    path: services.servicePath,
    status: 200,
    response: services.serviceToken,
    errors: ["not_found", "rotation_not_running", "changed_meanwhile"],
  },
  ...GATEWAY_CONFIGURATION_SHAPES,
  ...APPLICATION_SHAPES,
  ...SERVICE_MANAGEMENT_SHAPES,
} as const satisfies Record<string, OperationShape>;
