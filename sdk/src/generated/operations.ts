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
  /** The answer is JSON Lines, and the next cursor is in a header. */
  readonly lines?: true;
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
  getRevocation: {"method":"GET","path":"/v1/tokens/{tokenId}/revocation","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  purgeToken: {"method":"POST","path":"/v1/tokens/{tokenId}/purge","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator","empty":true},
  disableToken: {"method":"POST","path":"/v1/tokens/{tokenId}/disable","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"viewer"},
  enableToken: {"method":"POST","path":"/v1/tokens/{tokenId}/enable","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  rotateToken: {"method":"POST","path":"/v1/tokens/{tokenId}/rotate","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  extendRotation: {"method":"POST","path":"/v1/tokens/{tokenId}/extend-rotation","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  finishRotation: {"method":"POST","path":"/v1/tokens/{tokenId}/finish-rotation","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  reassignToken: {"method":"POST","path":"/v1/tokens/{tokenId}/reassign","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  changeTokens: {"method":"POST","path":"/v1/tokens/bulk","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"viewer"},
  verifyToken: {"method":"POST","path":"/v1/tokens/verify","effect":"read","credentials":["private","session"]},
  explainToken: {"method":"POST","path":"/v1/tokens/explain","effect":"read","credentials":["private","session"]},
  listObservedOrigins: {"method":"GET","path":"/v1/tokens/{tokenId}/origins","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  testDomainPatterns: {"method":"POST","path":"/v1/domain-patterns/test","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  listEmbeds: {"method":"GET","path":"/v1/embeds","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  createEmbed: {"method":"POST","path":"/v1/embeds","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  getEmbed: {"method":"GET","path":"/v1/embeds/{embedId}","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  updateEmbed: {"method":"PATCH","path":"/v1/embeds/{embedId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  deleteEmbed: {"method":"DELETE","path":"/v1/embeds/{embedId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager","empty":true},
  listMembers: {"method":"GET","path":"/v1/members","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  inviteMember: {"method":"POST","path":"/v1/members","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"administrator"},
  getMember: {"method":"GET","path":"/v1/members/{memberId}","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  updateMember: {"method":"PATCH","path":"/v1/members/{memberId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  removeMember: {"method":"DELETE","path":"/v1/members/{memberId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator","empty":true},
  suspendMember: {"method":"POST","path":"/v1/members/{memberId}/suspend","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  reinstateMember: {"method":"POST","path":"/v1/members/{memberId}/reinstate","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  renewInvitation: {"method":"POST","path":"/v1/members/{memberId}/renew-invitation","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  acceptInvitation: {"method":"POST","path":"/v1/invitations/accept","effect":"write","credentials":[]},
  getGrantableRights: {"method":"GET","path":"/v1/grantable-rights","effect":"read","credentials":["private","session"]},
  listServiceAccounts: {"method":"GET","path":"/v1/service-accounts","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  createServiceAccount: {"method":"POST","path":"/v1/service-accounts","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  getServiceAccount: {"method":"GET","path":"/v1/service-accounts/{serviceAccountId}","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  updateServiceAccount: {"method":"PATCH","path":"/v1/service-accounts/{serviceAccountId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  disableServiceAccount: {"method":"POST","path":"/v1/service-accounts/{serviceAccountId}/disable","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  enableServiceAccount: {"method":"POST","path":"/v1/service-accounts/{serviceAccountId}/enable","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  deleteServiceAccount: {"method":"DELETE","path":"/v1/service-accounts/{serviceAccountId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator","empty":true},
  listServices: {"method":"GET","path":"/v1/services","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  createService: {"method":"POST","path":"/v1/services","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  getService: {"method":"GET","path":"/v1/services/{serviceId}","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  updateService: {"method":"PATCH","path":"/v1/services/{serviceId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  disableService: {"method":"POST","path":"/v1/services/{serviceId}/disable","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  enableService: {"method":"POST","path":"/v1/services/{serviceId}/enable","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  deleteService: {"method":"DELETE","path":"/v1/services/{serviceId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator","empty":true},
  revealServiceToken: {"method":"POST","path":"/v1/services/{serviceId}/token/reveal","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"team_member"},
  rotateServiceToken: {"method":"POST","path":"/v1/services/{serviceId}/token/rotate","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  finishServiceTokenRotation: {"method":"POST","path":"/v1/services/{serviceId}/token/finish-rotation","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  getGatewayConfiguration: {"method":"GET","path":"/v1/services/{serviceId}/gateway-configuration","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  getGatewayEnvironments: {"method":"GET","path":"/v1/services/{serviceId}/gateway-configuration/environments","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  listGatewayConfigurationVersions: {"method":"GET","path":"/v1/services/{serviceId}/gateway-configuration/versions","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  createGatewayConfigurationVersion: {"method":"POST","path":"/v1/services/{serviceId}/gateway-configuration/versions","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"team_member"},
  getGatewayConfigurationVersion: {"method":"GET","path":"/v1/services/{serviceId}/gateway-configuration/versions/{version}","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  promoteGatewayConfiguration: {"method":"POST","path":"/v1/services/{serviceId}/gateway-configuration/promote","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  pinGatewayConfiguration: {"method":"POST","path":"/v1/services/{serviceId}/gateway-configuration/pin","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  unpinGatewayConfiguration: {"method":"POST","path":"/v1/services/{serviceId}/gateway-configuration/unpin","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  listApplications: {"method":"GET","path":"/v1/applications","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  createApplication: {"method":"POST","path":"/v1/applications","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  getApplication: {"method":"GET","path":"/v1/applications/{applicationId}","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"viewer"},
  updateApplication: {"method":"PATCH","path":"/v1/applications/{applicationId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  suspendApplication: {"method":"POST","path":"/v1/applications/{applicationId}/suspend","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  resumeApplication: {"method":"POST","path":"/v1/applications/{applicationId}/resume","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"workspace_manager"},
  rotateApplicationKey: {"method":"POST","path":"/v1/applications/{applicationId}/rotate-key","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"workspace_manager"},
  deleteApplication: {"method":"DELETE","path":"/v1/applications/{applicationId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator","empty":true},
  authorizeApplication: {"method":"POST","path":"/service-management/v1/services/{serviceId}/authorize","effect":"read","credentials":["service"]},
  authorizeAndReport: {"method":"POST","path":"/service-management/v1/services/{serviceId}/authrep","effect":"write","credentials":["service"],"creates":true},
  reportUsage: {"method":"POST","path":"/service-management/v1/services/{serviceId}/report","effect":"write","credentials":["service"],"creates":true},
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
  exportAuditEvents: {"method":"GET","path":"/v1/audit-events/export","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"administrator","lines":true},
  verifyAuditEvents: {"method":"POST","path":"/v1/audit-events/verify","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"administrator"},
  listWebhooks: {"method":"GET","path":"/v1/webhooks","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"administrator"},
  createWebhook: {"method":"POST","path":"/v1/webhooks","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"administrator"},
  getWebhook: {"method":"GET","path":"/v1/webhooks/{webhookId}","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"administrator"},
  updateWebhook: {"method":"PATCH","path":"/v1/webhooks/{webhookId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  deleteWebhook: {"method":"DELETE","path":"/v1/webhooks/{webhookId}","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator","empty":true},
  rotateWebhookSecret: {"method":"POST","path":"/v1/webhooks/{webhookId}/rotate-secret","effect":"write","credentials":["private","session"],"creates":true,"scope":"account_management:write","minimumRole":"administrator"},
  testWebhook: {"method":"POST","path":"/v1/webhooks/{webhookId}/test","effect":"write","credentials":["private","session"],"scope":"account_management:write","minimumRole":"administrator"},
  listWebhookDeliveries: {"method":"GET","path":"/v1/webhooks/{webhookId}/deliveries","effect":"read","credentials":["private","session"],"scope":"account_management:read","minimumRole":"administrator"},
  getOpenApi: {"method":"GET","path":"/openapi.json","effect":"read","credentials":[]},
  getHealth: {"method":"GET","path":"/health","effect":"read","credentials":[]},
  getErrorPage: {"method":"GET","path":"/docs/errors/{code}","effect":"read","credentials":[],"text":true},
} as const satisfies Record<string, OperationEntry>;

export type OperationId = keyof typeof OPERATIONS;
