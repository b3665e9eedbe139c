// Generated from contract/ by `npm run generate`. Do not edit.

export interface OperationEntry {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly effect: "read" | "write";
  /** Empty: open to everybody. */
  readonly credentials: readonly ("public" | "private" | "service" | "session")[];
  /** Takes an `Idempotency-Key`. */
  readonly creates?: true;
  readonly capability?: string;
  readonly scope?: string;
  readonly minimumRole?: string;
  /** The answer is text and not JSON. */
  readonly text?: true;
  /** The answer has no body. */
  readonly empty?: true;
}

export const OPERATIONS = {
  loadConfigurator: {"method":"GET","path":"/embed/v1/configurators/{configuratorId}","effect":"read","credentials":["public"],"capability":"embed:load"},
  saveConfiguration: {"method":"POST","path":"/embed/v1/configurations","effect":"write","credentials":["public"],"creates":true,"capability":"embed:save"},
  resumeConfiguration: {"method":"GET","path":"/embed/v1/configurations/{shortId}","effect":"read","credentials":["public"],"capability":"embed:resume"},
  trackEvents: {"method":"POST","path":"/embed/v1/events","effect":"write","credentials":["public"],"capability":"embed:track"},
  diagnoseToken: {"method":"POST","path":"/embed/v1/diagnose","effect":"read","credentials":[]},
  listTokens: {"method":"GET","path":"/v1/tokens","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  createToken: {"method":"POST","path":"/v1/tokens","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  getToken: {"method":"GET","path":"/v1/tokens/{tokenId}","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  updateToken: {"method":"PATCH","path":"/v1/tokens/{tokenId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  revokeToken: {"method":"DELETE","path":"/v1/tokens/{tokenId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"viewer"},
  disableToken: {"method":"POST","path":"/v1/tokens/{tokenId}/disable","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"viewer"},
  enableToken: {"method":"POST","path":"/v1/tokens/{tokenId}/enable","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  rotateToken: {"method":"POST","path":"/v1/tokens/{tokenId}/rotate","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  finishRotation: {"method":"POST","path":"/v1/tokens/{tokenId}/finish-rotation","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  reassignToken: {"method":"POST","path":"/v1/tokens/{tokenId}/reassign","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  listServiceAccounts: {"method":"GET","path":"/v1/service-accounts","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  createServiceAccount: {"method":"POST","path":"/v1/service-accounts","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  getServiceAccount: {"method":"GET","path":"/v1/service-accounts/{serviceAccountId}","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  updateServiceAccount: {"method":"PATCH","path":"/v1/service-accounts/{serviceAccountId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  deleteServiceAccount: {"method":"DELETE","path":"/v1/service-accounts/{serviceAccountId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator","empty":true},
  listConfigurators: {"method":"GET","path":"/v1/configurators","effect":"read","credentials":["private","session"],"scope":"configurator:read","minimumRole":"viewer"},
  createConfigurator: {"method":"POST","path":"/v1/configurators","effect":"write","credentials":["private","session"],"creates":true,"scope":"configurator:write","minimumRole":"team_member"},
  getConfigurator: {"method":"GET","path":"/v1/configurators/{configuratorId}","effect":"read","credentials":["private","session"],"scope":"configurator:read","minimumRole":"viewer"},
  updateConfigurator: {"method":"PATCH","path":"/v1/configurators/{configuratorId}","effect":"write","credentials":["private","session"],"scope":"configurator:write","minimumRole":"team_member"},
  deleteConfigurator: {"method":"DELETE","path":"/v1/configurators/{configuratorId}","effect":"write","credentials":["private","session"],"scope":"configurator:write","minimumRole":"administrator","empty":true},
  publishConfigurator: {"method":"POST","path":"/v1/configurators/{configuratorId}/publish","effect":"write","credentials":["private","session"],"creates":true,"scope":"configurator:write","minimumRole":"workspace_manager"},
  rollbackConfigurator: {"method":"POST","path":"/v1/configurators/{configuratorId}/rollback","effect":"write","credentials":["private","session"],"scope":"configurator:write","minimumRole":"workspace_manager"},
  listConfiguratorVersions: {"method":"GET","path":"/v1/configurators/{configuratorId}/versions","effect":"read","credentials":["private","session"],"scope":"configurator:read","minimumRole":"viewer"},
  getConfiguratorVersion: {"method":"GET","path":"/v1/configurators/{configuratorId}/versions/{version}","effect":"read","credentials":["private","session"],"scope":"configurator:read","minimumRole":"viewer"},
  listConfigurations: {"method":"GET","path":"/v1/configurations","effect":"read","credentials":["private","session"],"scope":"configurator:read","minimumRole":"viewer"},
  getConfiguration: {"method":"GET","path":"/v1/configurations/{shortId}","effect":"read","credentials":["private","session"],"scope":"configurator:read","minimumRole":"viewer"},
  deleteConfiguration: {"method":"DELETE","path":"/v1/configurations/{shortId}","effect":"write","credentials":["private","session"],"scope":"configurator:write","minimumRole":"workspace_manager","empty":true},
  getWorkspace: {"method":"GET","path":"/v1/workspace","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  updateWorkspace: {"method":"PATCH","path":"/v1/workspace","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  whoami: {"method":"GET","path":"/v1/whoami","effect":"read","credentials":["private","session"]},
  listAuditEvents: {"method":"GET","path":"/v1/audit-events","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"administrator"},
  getOpenApi: {"method":"GET","path":"/openapi.json","effect":"read","credentials":[]},
  getHealth: {"method":"GET","path":"/health","effect":"read","credentials":[]},
  getErrorPage: {"method":"GET","path":"/docs/errors/{code}","effect":"read","credentials":[],"text":true},
} as const satisfies Record<string, OperationEntry>;

export type OperationId = keyof typeof OPERATIONS;
