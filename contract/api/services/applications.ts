import type { OperationShape } from "../../operation-shape.ts";
import * as applications from "../../schemas/applications.ts";

/** Shapes of the operations on applications. */
export const APPLICATION_SHAPES = {
  listApplications: {
    query: applications.listApplicationsQuery,
    status: 200,
    response: applications.applicationPage,
    errors: ["not_found"],
  },
  createApplication: {
    body: applications.createApplicationBody,
    status: 201,
    response: applications.issuedApplication,
    errors: ["not_found"],
  },
  getApplication: {
    path: applications.applicationPath,
    status: 200,
    response: applications.application,
    errors: ["not_found"],
  },
  updateApplication: {
    path: applications.applicationPath,
    body: applications.updateApplicationBody,
    status: 200,
    response: applications.application,
    errors: ["not_found", "changed_meanwhile"],
  },
  suspendApplication: {
    path: applications.applicationPath,
    status: 200,
    response: applications.application,
    errors: ["not_found", "changed_meanwhile"],
  },
  resumeApplication: {
    path: applications.applicationPath,
    status: 200,
    response: applications.application,
    errors: ["not_found", "changed_meanwhile"],
  },
  rotateApplicationKey: {
    path: applications.applicationPath,
    body: applications.rotateApplicationKeyBody,
    bodyOptional: true,
    status: 200,
    response: applications.issuedApplication,
    errors: ["not_found", "changed_meanwhile"],
  },
  deleteApplication: {
    path: applications.applicationPath,
    status: 204,
    errors: ["not_found", "changed_meanwhile"],
  },
} as const satisfies Record<string, OperationShape>;
