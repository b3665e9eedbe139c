import type { OperationShape } from "../operation-shape.ts";
import * as services from "../schemas/services.ts";
import { APPLICATION_SHAPES } from "./services/applications.ts";
import { GATEWAY_CONFIGURATION_SHAPES } from "./services/gateway-configurations.ts";
import { SERVICE_MANAGEMENT_SHAPES } from "./services/service-management.ts";

/** Shapes of the operations in `operations/services.ts`. */
export const SERVICE_SHAPES = {
  listServices: { query: services.listServicesQuery, status: 200, response: services.servicePage, errors: [] },
  createService: {
    body: services.createServiceBody,
    status: 201,
    response: services.issuedService,
    errors: ["right_not_held"],
  },
  getService: { path: services.servicePath, status: 200, response: services.service, errors: ["not_found"] },
  updateService: {
    path: services.servicePath,
    body: services.updateServiceBody,
    status: 200,
    response: services.service,
    errors: ["not_found", "changed_meanwhile"],
  },
  disableService: {
    path: services.servicePath,
    status: 200,
    response: services.service,
    errors: ["not_found", "changed_meanwhile"],
  },
  enableService: {
    path: services.servicePath,
    status: 200,
    response: services.service,
    errors: ["not_found", "changed_meanwhile"],
  },
  deleteService: {
    path: services.servicePath,
    status: 204,
    errors: ["not_found", "service_has_applications", "changed_meanwhile"],
  },
  revealServiceToken: {
    path: services.servicePath,
    status: 200,
    response: services.serviceToken,
    errors: ["not_found"],
  },
  rotateServiceToken: {
    path: services.servicePath,
    body: services.rotateServiceTokenBody,
    bodyOptional: true,
    status: 200,
    response: services.serviceToken,
    errors: ["not_found", "changed_meanwhile"],
  },
  finishServiceTokenRotation: {
    path: services.servicePath,
    status: 200,
    response: services.serviceToken,
    errors: ["not_found", "rotation_not_running", "changed_meanwhile"],
  },
  ...GATEWAY_CONFIGURATION_SHAPES,
  ...APPLICATION_SHAPES,
  ...SERVICE_MANAGEMENT_SHAPES,
} as const satisfies Record<string, OperationShape>;
