/** A disabled service and a suspended application are stopped by people, and can be started again. */
export const SERVICE_STATES = ["active", "disabled"] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

export const APPLICATION_STATES = ["active", "suspended"] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/**
 * Why an application is not authorized. An unknown id, the id of another service's application and a key with a wrong secret are all
 * `application_unknown`.
 */
export const AUTHORIZATION_REFUSALS = ["application_unknown", "application_suspended", "limit_exceeded"] as const;
export type AuthorizationRefusal = (typeof AUTHORIZATION_REFUSALS)[number];

export const REPORT_STATUSES = ["accepted", "duplicate", "refused"] as const;

/** Why one transaction of a report is not counted, for as long as it stays as it is. */
export const REPORT_REFUSALS = ["invalid_transaction", "application_unknown", "too_old", "in_the_future"] as const;
export type ReportRefusal = (typeof REPORT_REFUSALS)[number];

export const REPORT_AGE_MS_MAX = 24 * 60 * 60 * 1000;
/** Clocks of those who report may be fast by so much. */
export const REPORT_AHEAD_MS_MAX = 5 * 60 * 1000;

/** Whether something that happened then can still be counted. */
export function findReportRefusal(occurredAtEpochMs: number, nowEpochMs: number): ReportRefusal | undefined {
  if (nowEpochMs - occurredAtEpochMs > REPORT_AGE_MS_MAX) return "too_old";
  return occurredAtEpochMs - nowEpochMs > REPORT_AHEAD_MS_MAX ? "in_the_future" : undefined;
}

export const ENVIRONMENTS = ["staging", "production"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];
