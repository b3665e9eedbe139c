import type { OperationShape } from "../../operation-shape.ts";
import * as applications from "../../schemas/applications.ts";

/** Shapes of the operations on applications. */
export const APPLICATION_SHAPES = {
  listApplications: {
    summary: "List the applications of the services that the caller may see",
    query: applications.listApplicationsQuery,
    status: 200,
    response: applications.applicationPage,
    errors: ["not_found"],
  },
  createApplication: {
    summary: "Create an application of a service; its key is in this answer and nowhere else",
    body: applications.createApplicationBody,
    status: 201,
    response: applications.issuedApplication,
    errors: ["not_found"],
  },
  getApplication: {
    summary: "Read one application",
    path: applications.applicationPath,
    status: 200,
    response: applications.application,
    errors: ["not_found"],
  },
  getApplicationUsage: {
    summary: "Read what an application has used in the periods that are running",
    path: applications.applicationPath,
    status: 200,
    response: applications.applicationUsage,
    errors: ["not_found"],
  },
  updateApplication: {
    summary: "Change an application's name, external id or limits",
    path: applications.applicationPath,
    body: applications.updateApplicationBody,
    status: 200,
    response: applications.application,
    errors: ["not_found", "changed_meanwhile"],
  },
  suspendApplication: {
    summary: "Refuse an application until it is resumed",
    path: applications.applicationPath,
    status: 200,
    response: applications.application,
    errors: ["not_found", "changed_meanwhile"],
  },
  resumeApplication: {
    summary: "Let a suspended application work again",
    path: applications.applicationPath,
    status: 200,
    response: applications.application,
    errors: ["not_found", "changed_meanwhile"],
  },
  rotateApplicationKey: {
    summary: "Give an application a new key; the old one counts until the grace period ends",
    path: applications.applicationPath,
    body: applications.rotateApplicationKeyBody,
    bodyOptional: true,
    status: 200,
    response: applications.issuedApplication,
    errors: ["not_found", "changed_meanwhile"],
  },
  deleteApplication: {
    summary: "Delete an application; its key stops working",
    path: applications.applicationPath,
    status: 204,
    errors: ["not_found", "changed_meanwhile"],
  },
} as const satisfies Record<string, OperationShape>;
