import { randomBytes } from "node:crypto";
import { SERVICE_SHAPES } from "../../../contract/api/services.ts";
import { SERVICE_OPERATIONS } from "../../../contract/operations/services.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { createSecretBox } from "../../store/secret-box.ts";
import { deleteService, editService, setServiceState } from "./change-service.ts";
import { createService } from "./create-service.ts";
import type { ServiceParts } from "./parts.ts";
import { getService, listServicesPage } from "./read-services.ts";
import { finishServiceTokenRotation, revealServiceToken, rotateServiceToken } from "./service-token.ts";

const environment = readEnvironment("DIRECTORY_TABLE", "SECRETS_KEY_ARN");
const parts: ServiceParts = {
  directory: tableOf(createClient(), environment.DIRECTORY_TABLE),
  randomBytes,
  secretBox: createSecretBox(environment.SECRETS_KEY_ARN),
};

export const handler = createHandler(
  createLogger(),
  { operations: SERVICE_OPERATIONS, shapes: SERVICE_SHAPES },
  {
    listServices: (request) => listServicesPage(parts, request),
    createService: (request) => createService(parts, request),
    getService: (request) => getService(parts, request),
    updateService: (request) => editService(parts, request),
    disableService: (request) => setServiceState(parts, request, "disabled"),
    enableService: (request) => setServiceState(parts, request, "active"),
    deleteService: (request) => deleteService(parts, request),
    revealServiceToken: (request) => revealServiceToken(parts, request),
    rotateServiceToken: (request) => rotateServiceToken(parts, request),
    finishServiceTokenRotation: (request) => finishServiceTokenRotation(parts, request),
  },
);
