// Generated from contract/ by `npm run generate`. Do not edit.

export type SaveConfiguration = {
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * The version that the shopper saw. Refused with 409 when another one is published by now, so that a price is never a surprise
     * @example 3
     */
    readonly version?: number;
    readonly values: Values;
    /** Up to 20 texts of your own, printable but for line breaks; pages never get them back */
    readonly metadata?: {
        readonly [key: string]: string;
    };
    /**
     * Your own name for the shopper or the order
     * @example order-2041
     */
    readonly customerReference?: string;
    /**
     * Data URL of a picture: image/png, image/jpeg or image/webp in base64, at most 65536 bytes decoded
     * @example data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==
     */
    readonly thumbnail?: string;
};

/**
 * Chosen value by attribute id
 * @example {
 *       "shade": "dome",
 *       "height": 45,
 *       "dimmer": true
 *     }
 */
export type Values = {
    readonly [key: string]: AttributeValue;
};

/** Text, number, switch position, value id, a part with its quantity, or the id of an upload */
export type AttributeValue = string | number | boolean | {
    readonly part: string;
    readonly quantity: number;
};

/** `metadata` and `customerReference` stay as they are when they are not given */
export type UpdateConfiguration = {
    /** From the answer to the save */
    readonly editKey: string;
    /**
     * The version that the shopper saw. Refused with 409 when another one is published by now, so that a price is never a surprise
     * @example 3
     */
    readonly version?: number;
    /** Take the place of all that were saved */
    readonly values: Values;
    /** Up to 20 texts of your own, printable but for line breaks; pages never get them back */
    readonly metadata?: {
        readonly [key: string]: string;
    };
    /**
     * Your own name for the shopper or the order
     * @example order-2041
     */
    readonly customerReference?: string;
    /**
     * Without a new one, the picture stays as long as the values do, and goes when they change
     * @example data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==
     */
    readonly thumbnail?: string;
};

/** Judged one by one: an event that does not fit is answered in `rejected` and does not lose the others */
export type TrackEvents = {
    readonly events: readonly Event[];
};

export type Event = {
    /** Made by the sender, the same in every retry; a UUID is fine */
    readonly id: string;
    /** @example option_chosen */
    readonly name: string;
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly occurredAt: string;
    readonly properties?: {
        readonly [key: string]: string | number | boolean;
    };
};

export type DiagnoseToken = {
    /** A public token, or an embed id */
    readonly token: string;
    /** Also find out whether the token's workspace has published it */
    readonly configuratorId?: string;
};

export type CreateToken = {
    readonly kind: "public";
    readonly label: string;
    readonly note?: string;
    /**
     * Format: date-time
     * Absent, and no `expiresIn`: does not expire
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly expiresAt?: string;
    /**
     * Instead of `expiresAt`: from now on; a year has 365 days, `never` is no expiry
     */
    readonly expiresIn?: "7d" | "30d" | "60d" | "90d" | "1y" | "never";
    readonly limits?: TokenLimitChanges;
    /** Required, and a service account */
    readonly owner?: OwnerReference;
    /**
     * @default [
     *       "embed:load",
     *       "embed:save",
     *       "embed:resume",
     *       "embed:track"
     *     ]
     */
    readonly scopes?: readonly ("embed:load" | "embed:save" | "embed:resume" | "embed:track")[];
    /** Required: at least one */
    readonly domains?: readonly string[];
    readonly trial?: DomainTrial;
} | {
    readonly kind: "private";
    readonly label: string;
    readonly note?: string;
    /**
     * Format: date-time
     * Absent, and no `expiresIn`: does not expire
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly expiresAt?: string;
    /**
     * Instead of `expiresAt`: from now on; a year has 365 days, `never` is no expiry
     */
    readonly expiresIn?: "7d" | "30d" | "60d" | "90d" | "1y" | "never";
    readonly limits?: TokenLimitChanges;
    /** Default: the owner of the credential that creates it */
    readonly owner?: OwnerReference;
    /**
     * Instead of role, scopes and services: everything that both the credential in use and the owner have now. It is written out in the token; what either gets later is not in it
     */
    readonly preset?: "full";
    /** Default: viewer */
    readonly role?: Role;
    /** Required without a preset */
    readonly scopes?: readonly ("account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write")[];
    /** Default: those that both the credential in use and the owner have now */
    readonly services?: "all" | readonly string[];
    /** Addresses and networks that may use a private token: `192.0.2.7`, `2001:db8::/32` */
    readonly allowedAddresses?: readonly string[];
};

/** Only the limits that are given change; null removes one. A new public token starts with 6000 requests a minute, and a day with 1000000 requests, 500000 loads, 200000 batches of events and 5000 saves; a private one without limits */
export type TokenLimitChanges = {
    /** null: no limit */
    readonly requestsPerMinute?: number | null;
    /** null: no limit */
    readonly requestsPerDay?: number | null;
    /** null: no limit */
    readonly savesPerDay?: number | null;
    /** null: no limit */
    readonly eventsPerDay?: number | null;
    /** null: no limit */
    readonly loadsPerDay?: number | null;
};

export type OwnerReference = {
    readonly type: "member" | "service_account";
    readonly id: string;
};

/** A list of domains that is only watched: what it would refuse is recorded until it ends, and nothing is refused */
export type DomainTrial = {
    /** Which websites may use a public token: `https://shop.example.com`, `*.example.com` */
    readonly domains: readonly string[];
    /**
     * Format: date-time
     * At most 90 days ahead
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly endsAt: string;
};

/**
 * Ceiling on what a token or member may do, low to high
 */
export type Role = "viewer" | "team_member" | "workspace_manager" | "administrator" | "owner";

/** Only the fields that are given change */
export type UpdateToken = {
    readonly label?: string;
    readonly note?: string | null;
    readonly role?: Role;
    readonly scopes?: readonly Scope[];
    /** `all`, or the ids of the permitted services; an empty list permits none */
    readonly services?: "all" | readonly string[];
    /** Which websites may use a public token: `https://shop.example.com`, `*.example.com` */
    readonly domains?: readonly string[];
    /** Public tokens; null ends the trial */
    readonly trial?: DomainTrial | null;
    /** Private tokens; null allows every address */
    readonly allowedAddresses?: readonly string[] | null;
    readonly limits?: TokenLimitChanges;
    /** null: does not expire */
    readonly expiresAt?: string | null;
    /**
     * Instead of `expiresAt`: from now on; a year has 365 days, `never` is no expiry
     */
    readonly expiresIn?: "7d" | "30d" | "60d" | "90d" | "1y" | "never";
};

export type Scope = "account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write" | "embed:load" | "embed:save" | "embed:resume" | "embed:track";

export type RotateToken = {
    /**
     * How long the secret until now still counts; 0 ends it at once. A rotation that was still running ends
     * @default 0
     */
    readonly graceSeconds?: number;
};

export type ExtendRotation = {
    /** From now on; the old secret ends 30 days after the rotation at the latest */
    readonly graceSeconds: number;
};

export type ReassignToken = {
    readonly owner: {
        readonly type: "service_account";
        /**
         * Service-account name: letters, digits, hyphen and underscore. The name is the id.
         * @example web-shop
         */
        readonly id: string;
    };
};

/** One action on many tokens */
export type ChangeTokens = {
    readonly action: "disable" | "enable" | "revoke" | "reassign";
    /** Either these */
    readonly tokenIds?: readonly string[];
    /** or those of one owner that the action changes: 100 in one request */
    readonly owner?: OwnerReference;
    /** Whom to reassign to */
    readonly newOwner?: {
        readonly type: "service_account";
        /**
         * Service-account name: letters, digits, hyphen and underscore. The name is the id.
         * @example web-shop
         */
        readonly id: string;
    };
};

export type VerifyToken = {
    /** The whole value of a token. Absent: the credential that asks */
    readonly token?: string;
};

export type ExplainToken = {
    /**
     * Token id: the first 16 characters of the token. Not secret.
     * @example lks_7Qm2ZfP0aBcD
     */
    readonly tokenId: string;
    readonly operation: AuthorizedOperation;
    /** The `Origin` header of the request; absent: none */
    readonly origin?: string;
    /** The caller's address; absent: as if it were not known */
    readonly address?: string;
    /**
     * Format: date-time
     * Judge as of this instant, with everything else as it is now
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly at?: string;
};

/**
 * Id of an operation
 */
export type AuthorizedOperation = "loadConfigurator" | "saveConfiguration" | "updateConfiguration" | "resumeConfiguration" | "trackEvents" | "listTokens" | "summarizeTokens" | "createToken" | "getToken" | "updateToken" | "revokeToken" | "getRevocation" | "purgeToken" | "disableToken" | "enableToken" | "rotateToken" | "extendRotation" | "finishRotation" | "reassignToken" | "changeTokens" | "verifyToken" | "explainToken" | "listObservedOrigins" | "testDomainPatterns" | "listEmbeds" | "createEmbed" | "getEmbed" | "updateEmbed" | "deleteEmbed" | "listMembers" | "inviteMember" | "getMember" | "updateMember" | "removeMember" | "suspendMember" | "reinstateMember" | "renewInvitation" | "getGrantableRights" | "listServiceAccounts" | "createServiceAccount" | "getServiceAccount" | "updateServiceAccount" | "disableServiceAccount" | "enableServiceAccount" | "deleteServiceAccount" | "listServices" | "createService" | "getService" | "updateService" | "disableService" | "enableService" | "deleteService" | "revealServiceToken" | "rotateServiceToken" | "finishServiceTokenRotation" | "getGatewayConfiguration" | "getGatewayEnvironments" | "listGatewayConfigurationVersions" | "createGatewayConfigurationVersion" | "getGatewayConfigurationVersion" | "promoteGatewayConfiguration" | "pinGatewayConfiguration" | "unpinGatewayConfiguration" | "listApplications" | "createApplication" | "getApplication" | "getApplicationUsage" | "updateApplication" | "suspendApplication" | "resumeApplication" | "rotateApplicationKey" | "deleteApplication" | "authorizeApplication" | "authorizeAndReport" | "reportUsage" | "listConfigurators" | "createConfigurator" | "checkConfigurator" | "getConfigurator" | "updateConfigurator" | "deleteConfigurator" | "previewConfigurator" | "evaluateConfigurator" | "publishConfigurator" | "rollbackConfigurator" | "listConfiguratorVersions" | "getConfiguratorVersion" | "listConfigurations" | "exportConfigurations" | "getConfiguration" | "deleteConfiguration" | "quoteConfiguration" | "quoteSavedConfiguration" | "createUpload" | "completeUpload" | "getConfigurationFile" | "getWorkspace" | "updateWorkspace" | "createWorkspace" | "whoami" | "listAuditEvents" | "exportAuditEvents" | "verifyAuditEvents" | "queryEvents" | "exportEvents" | "queryFunnel" | "queryOptions" | "exportOptions" | "summarizeAnalytics" | "queryUsage" | "exportUsage" | "listRateCards" | "createRateCard" | "getRateCard" | "updateRateCard" | "deleteRateCard" | "listStatements" | "getStatement" | "exportStatement" | "listWebhooks" | "createWebhook" | "getWebhook" | "updateWebhook" | "deleteWebhook" | "rotateWebhookSecret" | "testWebhook" | "listWebhookDeliveries";

export type TestDomainPatterns = {
    readonly patterns: readonly string[];
    /**
     * As a browser sends them: `https://shop.example.com`
     * @default []
     */
    readonly origins?: readonly string[];
};

export type CreateEmbed = {
    readonly label: string;
    /**
     * A public token of this workspace
     * @example lks_7Qm2ZfP0aBcD
     */
    readonly tokenId: string;
};

/** Only the fields that are given change */
export type UpdateEmbed = {
    readonly label?: string;
    /**
     * Token id: the first 16 characters of the token. Not secret.
     * @example lks_7Qm2ZfP0aBcD
     */
    readonly tokenId?: string;
};

/** Nobody invites to more than they hold */
export type InviteMember = {
    /**
     * Format: email
     * Stored in lower case
     * @example ada@example.com
     */
    readonly email: string;
    readonly role: Role;
    /** Default: what you hold; for a viewer, reading what you can read */
    readonly scopes?: readonly ("account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write")[];
    /** Default: what you hold */
    readonly services?: "all" | readonly string[];
};

/** Only the fields that are given change */
export type UpdateMember = {
    readonly role?: Role;
    readonly scopes?: readonly ("account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write")[];
    /** `all`, or the ids of the permitted services; an empty list permits none */
    readonly services?: "all" | readonly string[];
};

export type AcceptInvitation = {
    /**
     * Workspace id
     * @example ws_4fK2mZq81LpA
     */
    readonly workspaceId: string;
    /** OpenID Connect ID token of the sign-in, with a verified email address */
    readonly idToken: string;
};

export type ListSignInWorkspaces = {
    /** OpenID Connect ID token of the sign-in, with a verified email address */
    readonly idToken: string;
};

/** Nobody gives a service account more than they hold */
export type CreateServiceAccount = {
    /**
     * Letters, digits, hyphen and underscore. The name is the id.
     * @example web-shop
     */
    readonly name: string;
    readonly description?: string;
    /** Default: yours */
    readonly role?: Role;
    /** Default: yours */
    readonly scopes?: readonly ("account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write")[];
    /** Default: yours */
    readonly services?: "all" | readonly string[];
};

/** Only the fields that are given change */
export type UpdateServiceAccount = {
    readonly description?: string | null;
    readonly role?: Role;
    readonly scopes?: readonly ("account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write")[];
    /** `all`, or the ids of the permitted services; an empty list permits none */
    readonly services?: "all" | readonly string[];
};

export type CreateService = {
    readonly name: string;
    readonly description?: string;
};

/** Only the fields that are given change */
export type UpdateService = {
    readonly name?: string;
    readonly description?: string | null;
};

export type RotateServiceToken = {
    /**
     * How long the old secret still counts; 0 ends it at once
     * @default 0
     */
    readonly graceSeconds?: number;
};

export type GatewayEnvironment = "staging" | "production";

export type CreateGatewayConfigurationVersion = {
    /** Any JSON object up to 256 kB; Latchkey does not look into it */
    readonly document: {
        readonly [key: string]: unknown;
    };
    readonly comment?: string;
};

export type PromoteGatewayConfiguration = {
    /**
     * Version of a gateway configuration, counted from 1
     * @example 3
     */
    readonly version: number;
};

export type PinGatewayConfiguration = {
    readonly environment: GatewayEnvironment;
    /**
     * Version of a gateway configuration, counted from 1
     * @example 3
     */
    readonly version: number;
};

export type UnpinGatewayConfiguration = {
    readonly environment: GatewayEnvironment;
};

export type CreateApplication = {
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly serviceId: string;
    readonly name: string;
    /** What your own systems call it; not checked and not unique */
    readonly externalId?: string;
    /** @default {} */
    readonly limits?: PlanLimits;
};

export type PlanLimits = {
    /** Most hits in one minute (UTC); absent: no limit */
    readonly perMinute?: number;
    /** Most hits in one hour (UTC); absent: no limit */
    readonly perHour?: number;
    /** Most hits in one day (UTC); absent: no limit */
    readonly perDay?: number;
    /** Most hits in one calendar month (UTC); absent: no limit */
    readonly perMonth?: number;
};

/** Only the fields that are given change */
export type UpdateApplication = {
    readonly name?: string;
    readonly externalId?: string | null;
    /** Replaces all limits */
    readonly limits?: PlanLimits;
};

export type RotateApplicationKey = {
    /**
     * How long the old key still counts; 0 ends it at once
     * @default 0
     */
    readonly graceSeconds?: number;
};

export type AuthorizeApplication = {
    /** The key that the caller showed. Either this or `applicationId` */
    readonly applicationKey?: string;
    /** When the service knows who is calling */
    readonly applicationId?: string;
    readonly usage?: Usage;
};

/**
 * How much it is; one hit unless it says otherwise
 * @default {
 *       "hits": 1
 *     }
 */
export type Usage = {
    readonly hits: number;
};

export type AuthorizeAndReport = {
    /** The key that the caller showed. Either this or `applicationId` */
    readonly applicationKey?: string;
    /** When the service knows who is calling */
    readonly applicationId?: string;
    readonly usage?: Usage;
};

/** Judged one by one: a transaction that does not fit is refused in `results` and does not lose the others */
export type ReportUsage = {
    readonly transactions: readonly UsageTransaction[];
};

export type UsageTransaction = {
    /** Counted once per id, however often it is reported within 24 hours */
    readonly id?: string;
    /** The key that the caller showed. Either this or `applicationId` */
    readonly applicationKey?: string;
    /** When the service knows who is calling */
    readonly applicationId?: string;
    readonly usage?: Usage;
    /**
     * Format: date-time
     * At most 24 hours ago. Default: now
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly occurredAt?: string;
};

export type CreateConfigurator = {
    readonly name: string;
    readonly draft: ConfiguratorDocument;
};

/** What a shopper can choose, what it costs and what it looks like */
export type ConfiguratorDocument = {
    readonly schemaVersion: 1;
    /** Name of the product; one text per locale, of which the default locale's must be there */
    readonly name: {
        readonly [key: string]: string;
    };
    /** The first is the default */
    readonly locales: readonly string[];
    readonly pricing: {
        /** The first is the default */
        readonly currencies: readonly string[];
        /**
         * Price before any attribute adds to it, in minor units
         * @example {
         *       "EUR": 1500,
         *       "USD": 1700
         *     }
         */
        readonly base: {
            readonly [key: string]: number;
        };
    };
    /** In the order of the form */
    readonly attributes: readonly Attribute[];
    /** Where two decide about the same thing, the later one wins */
    readonly rules?: readonly Rule[];
    readonly media: Media;
};

export type Attribute = TextAttribute | NumberAttribute | BooleanAttribute | ColorAttribute | ChoiceAttribute | PartAttribute | FileAttribute;

/** A text that the shopper writes */
export type TextAttribute = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "text";
    /**
     * Key of the attribute in saved values, conditions and analytics
     * @example shade
     */
    readonly id: string;
    /** What the shopper chooses; one text per locale, of which the default locale's must be there */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale, of which the default locale's must be there */
    readonly help?: {
        readonly [key: string]: string;
    };
    /** In UTF-16 code units */
    readonly maxLength: number;
    readonly default: string;
    /**
     * Added when the text holds more than white space
     * @example {
     *       "EUR": 1500,
     *       "USD": 1700
     *     }
     */
    readonly price?: {
        readonly [key: string]: number;
    };
};

/** A number on the grid `min`, `min + step`, ... `max` */
export type NumberAttribute = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "number";
    /**
     * Key of the attribute in saved values, conditions and analytics
     * @example shade
     */
    readonly id: string;
    /** What the shopper chooses; one text per locale, of which the default locale's must be there */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale, of which the default locale's must be there */
    readonly help?: {
        readonly [key: string]: string;
    };
    readonly min: number;
    /** Must be reachable from `min` in whole steps */
    readonly max: number;
    /** Greater than zero, at most 6 decimals */
    readonly step: number;
    /** Unit shown after the number; one text per locale, of which the default locale's must be there */
    readonly unit?: {
        readonly [key: string]: string;
    };
    readonly default: number;
    /**
     * Added once for every step above `min`
     * @example {
     *       "EUR": 1500,
     *       "USD": 1700
     *     }
     */
    readonly pricePerStep?: {
        readonly [key: string]: number;
    };
};

/** Something to switch on or off */
export type BooleanAttribute = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "boolean";
    /**
     * Key of the attribute in saved values, conditions and analytics
     * @example shade
     */
    readonly id: string;
    /** What the shopper chooses; one text per locale, of which the default locale's must be there */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale, of which the default locale's must be there */
    readonly help?: {
        readonly [key: string]: string;
    };
    readonly default: boolean;
    /**
     * Added when the value is true
     * @example {
     *       "EUR": 1500,
     *       "USD": 1700
     *     }
     */
    readonly price?: {
        readonly [key: string]: number;
    };
};

/** One of several colors, shown as swatches */
export type ColorAttribute = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "color";
    /**
     * Key of the attribute in saved values, conditions and analytics
     * @example shade
     */
    readonly id: string;
    /** What the shopper chooses; one text per locale, of which the default locale's must be there */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale, of which the default locale's must be there */
    readonly help?: {
        readonly [key: string]: string;
    };
    readonly values: readonly {
        /**
         * What saved configurations hold
         * @example shade
         */
        readonly id: string;
        /** What the shopper sees; one text per locale, of which the default locale's must be there */
        readonly label: {
            readonly [key: string]: string;
        };
        /**
         * Added when this value is chosen; negative for a discount
         * @example {
         *       "EUR": 1500,
         *       "USD": 1700
         *     }
         */
        readonly price?: {
            readonly [key: string]: number;
        };
        readonly color: string;
    }[];
    /**
     * Id of one of the values
     * @example shade
     */
    readonly default: string;
};

/** One of several values */
export type ChoiceAttribute = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "choice";
    /**
     * Key of the attribute in saved values, conditions and analytics
     * @example shade
     */
    readonly id: string;
    /** What the shopper chooses; one text per locale, of which the default locale's must be there */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale, of which the default locale's must be there */
    readonly help?: {
        readonly [key: string]: string;
    };
    readonly values: readonly {
        /**
         * What saved configurations hold
         * @example shade
         */
        readonly id: string;
        /** What the shopper sees; one text per locale, of which the default locale's must be there */
        readonly label: {
            readonly [key: string]: string;
        };
        /**
         * Added when this value is chosen; negative for a discount
         * @example {
         *       "EUR": 1500,
         *       "USD": 1700
         *     }
         */
        readonly price?: {
            readonly [key: string]: number;
        };
    }[];
    /**
     * Id of one of the values
     * @example shade
     */
    readonly default: string;
};

/** One of several parts, and how many of it */
export type PartAttribute = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "part";
    /**
     * Key of the attribute in saved values, conditions and analytics
     * @example shade
     */
    readonly id: string;
    /** What the shopper chooses; one text per locale, of which the default locale's must be there */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale, of which the default locale's must be there */
    readonly help?: {
        readonly [key: string]: string;
    };
    readonly values: readonly {
        /**
         * What saved configurations hold
         * @example shade
         */
        readonly id: string;
        /** What the shopper sees; one text per locale, of which the default locale's must be there */
        readonly label: {
            readonly [key: string]: string;
        };
        /**
         * Of one piece
         * @example {
         *       "EUR": 1500,
         *       "USD": 1700
         *     }
         */
        readonly price?: {
            readonly [key: string]: number;
        };
        /** The shop's own name */
        readonly sku?: string;
    }[];
    /**
     * Id of one of the values
     * @example shade
     */
    readonly default: string;
    /** How many pieces */
    readonly quantity: {
        /** 0 makes the part optional */
        readonly min: number;
        readonly max: number;
        readonly default: number;
    };
};

/** A file that the shopper uploads */
export type FileAttribute = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "file";
    /**
     * Key of the attribute in saved values, conditions and analytics
     * @example shade
     */
    readonly id: string;
    /** What the shopper chooses; one text per locale, of which the default locale's must be there */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale, of which the default locale's must be there */
    readonly help?: {
        readonly [key: string]: string;
    };
    readonly accept: readonly ("image/png" | "image/jpeg" | "image/webp" | "application/pdf")[];
    readonly maxBytes: number;
    /**
     * Added when there is a file
     * @example {
     *       "EUR": 1500,
     *       "USD": 1700
     *     }
     */
    readonly price?: {
        readonly [key: string]: number;
    };
};

/** What holds while its condition does */
export type Rule = {
    /**
     * For messages and analytics
     * @example marble-needs-steel
     */
    readonly id: string;
    /** Left out: always */
    readonly when?: RuleCondition;
    readonly actions: readonly RuleAction[];
    /** Why, for the shopper; one text per locale, of which the default locale's must be there */
    readonly reason?: {
        readonly [key: string]: string;
    };
};

/** Tests the value of an attribute; `min` and `max` a number or the quantity of a part, both included */
export type RuleTest = {
    /**
     * A lower-case letter, then letters, digits, hyphen or underscore
     * @example shade
     */
    readonly attribute: string;
    readonly is: (string | number | boolean) | readonly (string | number | boolean)[];
} | {
    /**
     * A lower-case letter, then letters, digits, hyphen or underscore
     * @example shade
     */
    readonly attribute: string;
    readonly isNot: (string | number | boolean) | readonly (string | number | boolean)[];
} | {
    /**
     * A lower-case letter, then letters, digits, hyphen or underscore
     * @example shade
     */
    readonly attribute: string;
    readonly min?: number;
    readonly max?: number;
};

/** Tests of which all, or any one, must pass */
export type RuleGroup = {
    readonly all: readonly RuleTest[];
} | {
    readonly any: readonly RuleTest[];
};

/** Tests and groups of which all, or any one, must hold */
export type RuleCondition = {
    readonly all: readonly (RuleTest | RuleGroup)[];
} | {
    readonly any: readonly (RuleTest | RuleGroup)[];
};

export type RuleAction = {
    readonly type: "hide" | "show" | "disable" | "enable";
    /**
     * A lower-case letter, then letters, digits, hyphen or underscore
     * @example shade
     */
    readonly attribute: string;
    /** Only these values of it; left out: the attribute itself */
    readonly values?: readonly string[];
} | {
    readonly type: "set";
    /**
     * A lower-case letter, then letters, digits, hyphen or underscore
     * @example shade
     */
    readonly attribute: string;
    /** The attribute has this value and cannot be changed */
    readonly value: AttributeValue;
};

/** A picture made of layers that follow the values */
export type Media = {
    /** CSS pixels */
    readonly width: number;
    /** CSS pixels */
    readonly height: number;
    /** Text alternative of the picture; one text per locale, of which the default locale's must be there */
    readonly alt: {
        readonly [key: string]: string;
    };
    /** From back to front, each over the whole picture */
    readonly layers: readonly Layer[];
    readonly model?: Model;
};

export type Layer = {
    /**
     * Address of an image: an https URL, an http URL on localhost or below it, or a path that starts with one `/`. A path belongs to the page that embeds the configurator.
     * @example /images/shade-dome-sage.svg
     */
    readonly src: string;
    /**
     * Attribute id to the value, or the list of values, with which it is shown; all entries must hold. For a text or a file, `true` means that there is one and `false` that there is none.
     * @example {
     *       "shade": "dome",
     *       "shadeColor": [
     *         "sage",
     *         "chalk"
     *       ]
     *     }
     */
    readonly when?: {
        readonly [key: string]: (string | number | boolean) | readonly (string | number | boolean)[];
    };
};

/** A 3D model that follows the values, shown in place of the layers */
export type Model = {
    /**
     * Address of a glTF 2.0 model, `.glb` or `.gltf`: an https URL, an http URL on localhost or below it, or a path that starts with one `/`. A path belongs to the page that embeds the configurator.
     * @example /models/lamp.glb
     */
    readonly src: string;
    /**
     * Address of the model for AR on Apple's devices: an https URL, an http URL on localhost or below it, or a path that starts with one `/`. A path belongs to the page that embeds the configurator.
     * @example /models/lamp.usdz
     */
    readonly usdz?: string;
    /** Offer to look at it in the shopper's own room */
    readonly ar?: boolean;
    /**
     * Where the camera starts
     * @example 30deg 75deg 2.5m
     */
    readonly cameraOrbit?: string;
    /** Names of KHR_materials_variants; the first whose conditions hold is shown */
    readonly variants?: readonly {
        /** As the glTF file writes it */
        readonly name: string;
        /**
         * Attribute id to the value, or the list of values, with which it is shown; all entries must hold. For a text or a file, `true` means that there is one and `false` that there is none.
         * @example {
         *       "shade": "dome",
         *       "shadeColor": [
         *         "sage",
         *         "chalk"
         *       ]
         *     }
         */
        readonly when?: {
            readonly [key: string]: (string | number | boolean) | readonly (string | number | boolean)[];
        };
    }[];
    /** Materials and their base color; later entries win */
    readonly materials?: readonly {
        /** As the glTF file writes it */
        readonly name: string;
        /**
         * Attribute id to the value, or the list of values, with which it is shown; all entries must hold. For a text or a file, `true` means that there is one and `false` that there is none.
         * @example {
         *       "shade": "dome",
         *       "shadeColor": [
         *         "sage",
         *         "chalk"
         *       ]
         *     }
         */
        readonly when?: {
            readonly [key: string]: (string | number | boolean) | readonly (string | number | boolean)[];
        };
        readonly color: string;
    }[];
    /** Nodes that are shown only while their conditions hold */
    readonly nodes?: readonly {
        /** As the glTF file writes it */
        readonly name: string;
        /**
         * Attribute id to the value, or the list of values, with which it is shown; all entries must hold. For a text or a file, `true` means that there is one and `false` that there is none.
         * @example {
         *       "shade": "dome",
         *       "shadeColor": [
         *         "sage",
         *         "chalk"
         *       ]
         *     }
         */
        readonly when?: {
            readonly [key: string]: (string | number | boolean) | readonly (string | number | boolean)[];
        };
    }[];
};

export type CheckConfigurator = {
    /** A ConfiguratorDocument, or what is to become one: whatever is wrong with it is a problem of the answer */
    readonly draft: unknown;
};

/** Only the fields that are given change */
export type UpdateConfigurator = {
    readonly name?: string;
    /** Replaces the whole draft */
    readonly draft?: ConfiguratorDocument;
    /** Refuse with 409 `changed_meanwhile` unless the draft still has this revision */
    readonly draftRevision?: number;
};

export type EvaluateConfigurator = {
    readonly values: Values;
    /**
     * Default: the version that is published now
     * @example 3
     */
    readonly version?: number;
    /**
     * The draft in place of a version
     */
    readonly draft?: true;
};

export type PublishConfigurator = {
    readonly comment?: string;
};

export type RollbackConfigurator = {
    /**
     * Version of a configurator, counted from 1
     * @example 3
     */
    readonly version: number;
};

export type QuoteConfiguration = {
    /**
     * ISO 4217 code of a currency of the configurator; its first one when left out
     * @example EUR
     */
    readonly currency?: string;
    /** From the answer to the save. A token without `embed:resume` needs it: a quote shows what was saved, and such a token may see its own saves only */
    readonly editKey?: string;
};

export type QuoteSavedConfiguration = {
    /**
     * ISO 4217 code of a currency of the configurator; its first one when left out
     * @example EUR
     */
    readonly currency?: string;
};

export type CreateUpload = {
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /** A file attribute of the published version */
    readonly attributeId: string;
    readonly contentType: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
    /** Exact size of the file */
    readonly bytes: number;
    /** What the shopper calls it. Only the shop sees it, without characters that no file name has. */
    readonly name?: string;
};

/** Only the fields that are given change */
export type UpdateWorkspace = {
    readonly name?: string;
    readonly policies?: {
        /** New tokens belong to service accounts only */
        readonly serviceAccountsOnly?: boolean;
        /** Domain lists cannot hold wildcards */
        readonly explicitDomainsOnly?: boolean;
        /** Longest life of a token's secret in days, counted from its making; null: no limit */
        readonly tokenLifetimeDaysMax?: number | null;
    };
    /**
     * Whose days and months analytics and statements have: a name of the IANA time zone database. A change counts from then on
     * @example Europe/Berlin
     */
    readonly timeZone?: string;
};

export type CreateWorkspace = {
    readonly name: string;
};

export type VerifyAuditEvents = {
    /**
     * `heads` of an earlier verification: what was there then must be there still, unchanged
     * @default []
     */
    readonly checkpoint?: readonly AuditChainHead[];
    /** `nextCursor` of the stretch before */
    readonly cursor?: string;
};

export type AuditChainHead = {
    /** Which of the workspace's chains */
    readonly chain: number;
    /** Place in the chain, counted from 1 without a gap */
    readonly sequence: number;
    /** SHA-256, in hexadecimal digits */
    readonly hash: string;
};

/** Without a fee and without a price above zero, everything is free as long as the card holds */
export type CreateRateCard = {
    /**
     * Format: date
     * Today, or at most 366 days from now
     * @example 2026-12-01
     */
    readonly effectiveFrom: string;
    /**
     * ISO 4217 code. Every rate card of a workspace has the same
     * @example EUR
     */
    readonly currency: string;
    /** Minor units for each month; charged by days */
    readonly fee?: number;
    /** @default {} */
    readonly rates?: Rates;
    /**
     * Fees and rates of single services, by id
     * @default {}
     */
    readonly services?: {
        readonly [key: string]: OwnPrice;
    };
    /**
     * Fees and rates of single applications, by id; they go before those of the service
     * @default {}
     */
    readonly applications?: {
        readonly [key: string]: OwnPrice;
    };
    /** What a month is meant to cost at most, in minor units. Nothing stops there; alerts are sent */
    readonly budget?: number;
};

/** By metric, as `queryUsage` counts them. What has no rate costs nothing */
export type Rates = {
    readonly load?: Rate;
    readonly save?: Rate;
    readonly event?: Rate;
    readonly verification?: Rate;
    readonly call?: Rate;
    readonly hit?: Rate;
};

/** What units cost by their place in the month; each unit has the price of its tier */
export type Rate = {
    /**
     * So many first units of a month are free
     * @default 0
     */
    readonly included?: number;
    /** Ascending; the last one has no end */
    readonly tiers: readonly RateTier[];
};

export type RateTier = {
    /** Last unit of the month that this tier is for, included ones counted; null, for the last tier: no end */
    readonly upTo: number | null;
    /**
     * Minor units for each `per` units
     * @example 40
     */
    readonly price: number;
    /**
     * How many units the price is for
     * @default 1
     * @example 1000
     */
    readonly per?: number;
};

export type OwnPrice = {
    /** Minor units for each month; charged by days */
    readonly fee?: number;
    /** Hits on it go by this rate instead, and count for this rate alone */
    readonly hit?: Rate;
};

/** Only the fields that are given change */
export type UpdateRateCard = {
    /**
     * ISO 4217 code. Every rate card of a workspace has the same
     * @example EUR
     */
    readonly currency?: string;
    readonly fee?: number | null;
    /** Replaces all rates */
    readonly rates?: Rates;
    /** Replaces all services */
    readonly services?: {
        readonly [key: string]: OwnPrice;
    };
    /** Replaces all applications */
    readonly applications?: {
        readonly [key: string]: OwnPrice;
    };
    readonly budget?: number | null;
};

export type CreateWebhook = {
    /**
     * Format: uri
     * Where messages are posted to: https, on a public address
     * @example https://example.com/hook
     */
    readonly url: string;
    /** What the webhook is told */
    readonly events: readonly ("token.expiring" | "billing.threshold_reached")[];
    readonly label?: string;
    /** @default true */
    readonly enabled?: boolean;
};

/** Only the fields that are given change */
export type UpdateWebhook = {
    /**
     * Format: uri
     * Where messages are posted to: https, on a public address
     * @example https://example.com/hook
     */
    readonly url?: string;
    /** What the webhook is told */
    readonly events?: readonly ("token.expiring" | "billing.threshold_reached")[];
    readonly label?: string | null;
    readonly enabled?: boolean;
};

export type RotateWebhookSecret = {
    /**
     * How long messages are signed with the secret before, too; 0 ends it at once
     * @default 86400
     */
    readonly graceSeconds?: number;
};

export type PublishedConfigurator = {
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * Version of a configurator, counted from 1
     * @example 3
     */
    readonly version: number;
    /** Absent: the document has all its texts */
    readonly language?: string;
    readonly document: ConfiguratorDocument;
};

/** RFC 9457 problem details */
export type Problem = {
    /** Page of this code */
    readonly type: string;
    readonly title: string;
    readonly status: number;
    /** Stable code; see docs/errors */
    readonly code: string;
    readonly detail?: string;
    readonly requestId: string;
    readonly errors?: readonly {
        readonly pointer: string;
        readonly code: string;
        readonly message: string;
    }[];
    /**
     * With `version_not_published`, where a version is: load it with the parameter `version`, past every cache
     * @example 3
     */
    readonly publishedVersion?: number;
};

/** The gateway refused before any function ran; it never says why */
export type GatewayRefusal = {
    readonly message: string;
};

export type NewConfiguration = {
    /**
     * Short id of a saved configuration; it cannot be guessed
     * @example q7Zt0LmW4cVb9XyK
     */
    readonly shortId: string;
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * The version that it was saved with; that version never changes
     * @example 3
     */
    readonly version: number;
    readonly values: Values;
    readonly price: Price;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /**
     * Lets its holder change this configuration. A secret: shown once, and only its digest is stored
     * @example lke_…
     */
    readonly editKey: string;
};

/**
 * Integer minor units by ISO 4217 currency code
 * @example {
 *       "EUR": 24900
 *     }
 */
export type Price = {
    readonly [key: string]: number;
};

export type SavedConfiguration = {
    /**
     * Short id of a saved configuration; it cannot be guessed
     * @example q7Zt0LmW4cVb9XyK
     */
    readonly shortId: string;
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * The version that it was saved with; that version never changes
     * @example 3
     */
    readonly version: number;
    readonly values: Values;
    readonly price: Price;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
};

export type ResumedConfiguration = {
    /**
     * Short id of a saved configuration; it cannot be guessed
     * @example q7Zt0LmW4cVb9XyK
     */
    readonly shortId: string;
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * The version that it was saved with; that version never changes
     * @example 3
     */
    readonly version: number;
    readonly values: Values;
    readonly price: Price;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /** The version that was saved */
    readonly document: ConfiguratorDocument;
    /** The version that is published now; null when none is */
    readonly current: {
        /**
         * Version of a configurator, counted from 1
         * @example 3
         */
        readonly version: number;
    } | null;
    /** What becomes of it in the version that is published now; null when that is the saved one, or none is */
    readonly migration: Migration | null;
};

export type Migration = {
    /**
     * Version of a configurator, counted from 1
     * @example 3
     */
    readonly version: number;
    readonly document: ConfiguratorDocument;
    /** What the new version has for it: complete, and left alone by its rules */
    readonly values: Values;
    readonly price: Price;
    /** Attributes that have the value that was saved */
    readonly kept: readonly string[];
    /** Attributes that have another value now: theirs is no more, or the rules do not let it stand */
    readonly replaced: readonly {
        /** Id of the attribute */
        readonly attributeId: string;
        readonly from: AttributeValue;
        readonly to: AttributeValue;
    }[];
    /** Attributes that are no more */
    readonly dropped: readonly {
        /** Id of the attribute */
        readonly attributeId: string;
        readonly value: AttributeValue;
    }[];
    /** The new price less the saved one, for currencies that both have */
    readonly priceDifference: Price;
};

export type TrackedEvents = {
    readonly accepted: number;
    /** Recorded before under the same id; counted once */
    readonly duplicates: number;
    readonly rejected: readonly {
        readonly index: number;
        readonly code: string;
        readonly message: string;
    }[];
};

export type Diagnosis = {
    readonly decision: "allow" | "deny";
    /** `not_found`: the token is accepted, the configurator is not there */
    readonly reason: ("credential_missing" | "credential_ambiguous" | "credential_malformed" | "secret_in_url" | "operation_unknown" | "token_unknown" | "token_mismatch" | "embed_unknown" | "session_invalid" | "workspace_not_named" | "member_unknown" | "token_revoked" | "token_disabled" | "token_expired" | "token_lifetime_exceeded" | "owner_unknown" | "owner_suspended" | "owner_disabled" | "member_suspended" | "kind_not_accepted" | "capability_missing" | "scope_missing" | "owner_scope_missing" | "role_too_low" | "owner_role_too_low" | "address_not_listed" | "origin_missing" | "origin_empty" | "origin_null" | "origin_repeated" | "origin_malformed" | "origin_not_listed" | "not_found") | null;
    readonly message: string;
    readonly fix: string | null;
    /** Page of the reason, relative to the API */
    readonly docs: string | null;
    /** A list of domains on trial, and whether it would refuse this page; null: none, or refused */
    readonly trial: {
        /**
         * Format: date-time
         * RFC 3339 instant in UTC
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly endsAt: string;
        readonly wouldRefuse: boolean;
    } | null;
};

export type TokenPage = {
    readonly items: readonly Token[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type Token = {
    /**
     * Token id: the first 16 characters of the token. Not secret.
     * @example lks_7Qm2ZfP0aBcD
     */
    readonly id: string;
    /** For people: owner and six characters of the id */
    readonly displayId: string;
    readonly kind: "public" | "private" | "service";
    readonly label: string;
    readonly note: string | null;
    /** null for public tokens */
    readonly role: Role | null;
    readonly scopes: readonly Scope[];
    /** `all`, or the ids of the permitted services; an empty list permits none */
    readonly services: "all" | readonly string[];
    readonly owner: Owner;
    /** Stored form; empty for private tokens */
    readonly domains: readonly string[];
    readonly status: "active" | "disabled" | "expired" | "revoked";
    /**
     * What lists show; holds no part of the secret
     * @example lks_7Qm2Zf…
     */
    readonly masked: string;
    /** The last list of domains that was put on trial; it is watched until it ends */
    readonly trial: DomainTrial | null;
    /** Stored form, in CIDR notation; null: every address */
    readonly allowedAddresses: readonly string[] | null;
    readonly limits: TokenLimits;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /** Token id or member id of the actor */
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
    /**
     * Format: date-time
     * When its present secret was made; a workspace's longest lifetime counts from here
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly issuedAt: string;
    /** null: does not expire */
    readonly expiresAt: string | null;
    /** At most an hour late */
    readonly lastUsedAt: string | null;
    /** Origin of the page that used it last */
    readonly lastUsedOrigin: string | null;
    /** Address of the caller, when it came from no page */
    readonly lastUsedIp: string | null;
    /** The rotation that is running */
    readonly rotation: {
        /**
         * Format: date-time
         * RFC 3339 instant in UTC
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly startedAt: string;
        /**
         * Format: date-time
         * Until then the old secret counts too
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly previousValidUntil: string;
        /** When the old secret was last used since; null: not since the rotation began */
        readonly previousLastUsedAt: string | null;
    } | null;
    /** What its owner should look at */
    readonly warnings: readonly ("never_expires" | "expires_soon" | "unused" | "seen_in_browser" | "secret_in_url")[];
    /** The value. Always there for a public token; for others only in the answer that issues or rotates it */
    readonly token: string | null;
};

export type Owner = {
    readonly type: "member" | "service_account" | "service";
    readonly id: string;
    /** The member's email, or the name of the service account or service */
    readonly name: string;
};

/** Most uses in one minute and in one UTC day. Saves, events and loads: public tokens only */
export type TokenLimits = {
    /** null: no limit */
    readonly requestsPerMinute: number | null;
    /** null: no limit */
    readonly requestsPerDay: number | null;
    /** null: no limit */
    readonly savesPerDay: number | null;
    /** null: no limit */
    readonly eventsPerDay: number | null;
    /** null: no limit */
    readonly loadsPerDay: number | null;
};

/** Each counts what `listTokens` finds with the filter that it names */
export type TokenSummary = {
    /** `status=active` */
    readonly active: {
        readonly count: number;
        /** There are, or may be, more than were counted */
        readonly isMore: boolean;
    };
    /** `expiresWithinDays=30` */
    readonly expiringSoon: {
        readonly count: number;
        /** There are, or may be, more than were counted */
        readonly isMore: boolean;
    };
    /** `status=expired` */
    readonly expired: {
        readonly count: number;
        /** There are, or may be, more than were counted */
        readonly isMore: boolean;
    };
    /** `status=disabled` */
    readonly disabled: {
        readonly count: number;
        /** There are, or may be, more than were counted */
        readonly isMore: boolean;
    };
    /** `unusedForDays=90` */
    readonly unused: {
        readonly count: number;
        /** There are, or may be, more than were counted */
        readonly isMore: boolean;
    };
};

export type RevokedToken = {
    readonly token: Token;
    readonly revocation: Revocation;
};

export type Revocation = {
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly revokedAt: string;
    /** How long after the acknowledged revocation a request may still pass */
    readonly boundSeconds: number;
    /**
     * Format: date-time
     * From then on no request passes with the token, however long the revocation took
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly effectiveAt: string;
    /** Whether that instant has passed */
    readonly isEffective: boolean;
};

/** One result for each token, in the order of the request */
export type ChangedTokens = {
    readonly results: readonly {
        /**
         * Token id: the first 16 characters of the token. Not secret.
         * @example lks_7Qm2ZfP0aBcD
         */
        readonly tokenId: string;
        /**
         * `done`, also when there was nothing to change; `refused` by the rules of the single operation; `failed` on our side; `not_reached` before the time was over: send these again
         */
        readonly status: "done" | "refused" | "failed" | "not_reached";
        /** Code of the refusal or failure; see docs/errors */
        readonly code: string | null;
    }[];
    /** Whether the owner may have more tokens that the action changes: send the request again */
    readonly hasMore: boolean;
};

export type Verification = KnownToken | UnknownToken;

export type KnownToken = {
    /** Whether a request that its rights allow would pass now */
    readonly valid: boolean;
    /**
     * A console session is active (enum property replaced by openapi-typescript)
     */
    readonly status: "active" | "disabled" | "expired" | "revoked";
    /** Why it is not valid */
    readonly reason: ("credential_missing" | "credential_ambiguous" | "credential_malformed" | "secret_in_url" | "operation_unknown" | "token_unknown" | "token_mismatch" | "embed_unknown" | "session_invalid" | "workspace_not_named" | "member_unknown" | "token_revoked" | "token_disabled" | "token_expired" | "token_lifetime_exceeded" | "owner_unknown" | "owner_suspended" | "owner_disabled" | "member_suspended" | "kind_not_accepted" | "capability_missing" | "scope_missing" | "owner_scope_missing" | "role_too_low" | "owner_role_too_low" | "address_not_listed" | "origin_missing" | "origin_empty" | "origin_null" | "origin_repeated" | "origin_malformed" | "origin_not_listed") | null;
    readonly kind: "public" | "private" | "service" | "session";
    /** Token id, or the member id of a session */
    readonly id: string;
    readonly rights: EffectiveRights;
    readonly owner: {
        readonly type: "member" | "service_account" | "service";
        readonly id: string;
        /** The member's email, or the name of the service account or service */
        readonly name: string;
        /** null: the owner does not exist any more */
        readonly state: ("active" | "invited" | "suspended" | "disabled") | null;
    };
    /** The earlier of its own expiry and the workspace's lifetime */
    readonly expiresAt: string | null;
    /** Pages that may use a public token */
    readonly domains: readonly string[];
    /** Networks that may use it; null: all */
    readonly allowedAddresses: readonly string[] | null;
    readonly warnings: readonly {
        readonly code: "expires_soon" | "previous_secret" | "reduced_by_owner" | "on_trial";
        readonly message: string;
    }[];
};

/** What was given and the owner still has */
export type EffectiveRights = {
    readonly role: Role | null;
    readonly scopes: readonly Scope[];
    /** `all`, or the ids of the permitted services; an empty list permits none */
    readonly services: "all" | readonly string[];
};

/** Malformed, unknown, another secret, or of another workspace */
export type UnknownToken = {
    readonly valid: false;
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly status: "unknown";
};

export type Explanation = {
    readonly decision: "allow" | "deny";
    /** The first check that refuses */
    readonly reason: ("credential_missing" | "credential_ambiguous" | "credential_malformed" | "secret_in_url" | "operation_unknown" | "token_unknown" | "token_mismatch" | "embed_unknown" | "session_invalid" | "workspace_not_named" | "member_unknown" | "token_revoked" | "token_disabled" | "token_expired" | "token_lifetime_exceeded" | "owner_unknown" | "owner_suspended" | "owner_disabled" | "member_suspended" | "kind_not_accepted" | "capability_missing" | "scope_missing" | "owner_scope_missing" | "role_too_low" | "owner_role_too_low" | "address_not_listed" | "origin_missing" | "origin_empty" | "origin_null" | "origin_repeated" | "origin_malformed" | "origin_not_listed" | "no_service_access") | null;
    readonly message: string;
    /** What would change the decision */
    readonly fix: string | null;
    /** Page of the reason, relative to the API */
    readonly docs: string | null;
    /** All of them, in order, also those behind the one that decides */
    readonly checks: readonly {
        readonly name: "state" | "lifetime" | "owner" | "kind" | "permission" | "address" | "origin" | "services";
        readonly outcome: "passed" | "refused";
        readonly reason: ("credential_missing" | "credential_ambiguous" | "credential_malformed" | "secret_in_url" | "operation_unknown" | "token_unknown" | "token_mismatch" | "embed_unknown" | "session_invalid" | "workspace_not_named" | "member_unknown" | "token_revoked" | "token_disabled" | "token_expired" | "token_lifetime_exceeded" | "owner_unknown" | "owner_suspended" | "owner_disabled" | "member_suspended" | "kind_not_accepted" | "capability_missing" | "scope_missing" | "owner_scope_missing" | "role_too_low" | "owner_role_too_low" | "address_not_listed" | "origin_missing" | "origin_empty" | "origin_null" | "origin_repeated" | "origin_malformed" | "origin_not_listed" | "no_service_access") | null;
        readonly message: string;
    }[];
    /** What the operation takes */
    readonly needs: {
        readonly credentials: readonly ("public" | "private" | "service" | "session")[];
        /** Scope of a private token or capability of a public one */
        readonly scope: Scope | null;
        readonly role: ("viewer" | "team_member" | "workspace_manager" | "administrator" | "owner") | null;
        readonly effect: "read" | "write";
    };
    /** What the token may do: given to it, and still held by its owner */
    readonly rights: EffectiveRights;
    /** What is no check and matters all the same: lists on trial, limits */
    readonly notes: readonly {
        readonly code: "trial_would_refuse" | "trial_allows" | "limited" | "role_for_others";
        readonly message: string;
    }[];
};

export type ObservedOriginPage = {
    readonly items: readonly ObservedOrigin[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type ObservedOrigin = {
    readonly origin: string;
    /**
     * How the latest request from there ended
     */
    readonly outcome: "allowed" | "refused";
    /** Requests that were allowed; sampled, so there were at least so many */
    readonly allowed: number;
    /** Requests that were refused because the origin was not on the list */
    readonly refused: number;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly firstSeenAt: string;
    /**
     * Format: date-time
     * Origins are forgotten 90 days after
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly lastSeenAt: string;
    /** Whether the token's list of domains allows it now */
    readonly isListed: boolean;
    /** What the list on trial would do, and has noted until now; null: none is on trial */
    readonly trial: {
        readonly wouldRefuse: boolean;
        readonly refused: number;
    } | null;
    /** Uses of the secret before the latest rotation; null: none */
    readonly previousSecret: {
        readonly uses: number;
        /**
         * Format: date-time
         * RFC 3339 instant in UTC
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly lastSeenAt: string;
    } | null;
};

export type TestedDomainPatterns = {
    readonly patterns: readonly {
        /** As it was given */
        readonly text: string;
        /** Stored form; null when it is refused */
        readonly pattern: string | null;
        readonly refusal: ("pattern_empty" | "pattern_too_long" | "pattern_scheme" | "pattern_not_a_host" | "pattern_invalid_host" | "pattern_invalid_port" | "pattern_address_not_written_out" | "pattern_wildcard_misplaced" | "pattern_wildcard_http" | "pattern_wildcard_address" | "pattern_wildcard_public_suffix" | "pattern_wildcard_policy") | null;
        readonly message: string | null;
    }[];
    readonly origins: readonly {
        /** As it was given */
        readonly text: string;
        /** Why it is no origin */
        readonly refusal: ("origin_missing" | "origin_empty" | "origin_null" | "origin_repeated" | "origin_malformed") | null;
        readonly message: string | null;
        /** Stored forms that allow it; empty: it is refused */
        readonly matchedBy: readonly string[];
    }[];
};

export type EmbedPage = {
    readonly items: readonly EmbedResource[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type EmbedResource = {
    /**
     * Embed id. Not secret: pages carry it.
     * @example emb_8sV1bNq4YwKd
     */
    readonly id: string;
    readonly label: string;
    /**
     * The public token that a page with this id uses
     * @example lks_7Qm2ZfP0aBcD
     */
    readonly tokenId: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /** Token id or member id of the actor */
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
};

export type MemberPage = {
    readonly items: readonly Member[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type Member = {
    /**
     * Member id
     * @example mem_5tGb1Xz8QwEr
     */
    readonly id: string;
    /**
     * In lower case
     * @example ada@example.com
     */
    readonly email: string;
    readonly role: Role;
    readonly scopes: readonly ("account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write")[];
    /** `all`, or the ids of the permitted services; an empty list permits none */
    readonly services: "all" | readonly string[];
    /**
     * `invited` until the first sign-in; tokens of a suspended member are stopped
     */
    readonly state: "invited" | "active" | "suspended";
    /** Tokens they own, revoked ones not counted */
    readonly tokenCount: number;
    /** null when the invitation has been accepted, and for the first owner, whose invitation does not end */
    readonly invitationExpiresAt: string | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /** Token id or member id of who invited them; `bootstrap` for the first */
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
};

/** Who you are in the workspace */
export type Membership = {
    /**
     * Workspace id
     * @example ws_4fK2mZq81LpA
     */
    readonly workspaceId: string;
    readonly member: Member;
};

export type SignInWorkspaces = {
    /** In lower case; null when the issuer has not verified it, and then nothing invites it */
    readonly email: string | null;
    /** Whose member the person is, usable ones first, then by name; 100 at most */
    readonly workspaces: readonly {
        /**
         * Workspace id
         * @example ws_4fK2mZq81LpA
         */
        readonly id: string;
        readonly name: string;
        readonly role: Role;
        /**
         * `suspended`: every request there is refused until somebody ends the suspension
         */
        readonly state: "active" | "suspended";
    }[];
    /** Open invitations, by name of the workspace; 100 at most */
    readonly invitations: readonly {
        /**
         * Workspace id
         * @example ws_4fK2mZq81LpA
         */
        readonly workspaceId: string;
        readonly workspaceName: string;
        readonly role: Role;
        /** null: it does not end */
        readonly expiresAt: string | null;
    }[];
};

export type GrantableRights = {
    readonly roles: readonly {
        readonly role: Role;
        readonly grantable: boolean;
        /** `not_given_to_token`: the token's owner holds it, this token does not. null when grantable */
        readonly reason: ("not_held" | "not_given_to_token") | null;
    }[];
    readonly scopes: readonly {
        readonly scope: "account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write";
        readonly grantable: boolean;
        /** `not_given_to_token`: the token's owner holds it, this token does not. null when grantable */
        readonly reason: ("not_held" | "not_given_to_token") | null;
    }[];
    /** Services that can be given to others */
    readonly services: "all" | readonly string[];
    /** Active administrators and owners who can give rights to others, 20 at most */
    readonly grantors: readonly {
        /**
         * In lower case
         * @example ada@example.com
         */
        readonly email: string;
        readonly role: Role;
        readonly scopes: readonly ("account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write")[];
        /** `all`, or the ids of the permitted services; an empty list permits none */
        readonly services: "all" | readonly string[];
    }[];
};

export type ServiceAccountPage = {
    readonly items: readonly ServiceAccount[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type ServiceAccount = {
    /**
     * Service-account name: letters, digits, hyphen and underscore. The name is the id.
     * @example web-shop
     */
    readonly id: string;
    /**
     * Service-account name: letters, digits, hyphen and underscore. The name is the id.
     * @example web-shop
     */
    readonly name: string;
    readonly description: string | null;
    /** Ceiling on what its tokens can do now */
    readonly role: Role;
    readonly scopes: readonly ("account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write")[];
    /** `all`, or the ids of the permitted services; an empty list permits none */
    readonly services: "all" | readonly string[];
    /**
     * Tokens of a disabled service account are stopped
     */
    readonly state: "active" | "disabled";
    /** Tokens it owns, revoked ones not counted */
    readonly tokenCount: number;
    /** When one of its 100 newest tokens was used last; only where one account is read */
    readonly lastUsedAt?: string | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
};

export type ServicePage = {
    readonly items: readonly Service[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type Service = {
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly id: string;
    readonly name: string;
    readonly description: string | null;
    /**
     * While it is disabled, its token is refused
     */
    readonly state: "active" | "disabled";
    readonly applicationCount: number;
    /**
     * Its service token, made with it
     * @example lks_7Qm2ZfP0aBcD
     */
    readonly tokenId: string;
    /**
     * Holds no part of the secret
     * @example lkv_7Qm2Zf…
     */
    readonly maskedToken: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
};

export type IssuedService = {
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly id: string;
    readonly name: string;
    readonly description: string | null;
    /**
     * While it is disabled, its token is refused
     */
    readonly state: "active" | "disabled";
    readonly applicationCount: number;
    /**
     * Its service token, made with it
     * @example lks_7Qm2ZfP0aBcD
     */
    readonly tokenId: string;
    /**
     * Holds no part of the secret
     * @example lkv_7Qm2Zf…
     */
    readonly maskedToken: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
    /** The service token. null in a repeated answer, when the token has been rotated since */
    readonly token: string | null;
};

export type ServiceToken = {
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly serviceId: string;
    /**
     * Token id: the first 16 characters of the token. Not secret.
     * @example lks_7Qm2ZfP0aBcD
     */
    readonly tokenId: string;
    /** The value; null where it was not asked for, and in a repeated answer after another rotation */
    readonly token: string | null;
    /** The rotation that is running */
    readonly rotation: {
        /**
         * Format: date-time
         * RFC 3339 instant in UTC
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly previousValidUntil: string;
    } | null;
};

export type GatewayConfiguration = {
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly serviceId: string;
    /** null when a version was asked for */
    readonly environment: GatewayEnvironment | null;
    /**
     * Version of a gateway configuration, counted from 1
     * @example 3
     */
    readonly version: number;
    /** Any JSON object up to 256 kB; Latchkey does not look into it */
    readonly document: {
        readonly [key: string]: unknown;
    };
};

export type GatewayEnvironments = {
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly serviceId: string;
    readonly latestVersion: number | null;
    readonly staging: GatewayEnvironmentState;
    readonly production: GatewayEnvironmentState;
};

export type GatewayEnvironmentState = {
    /** null: it has none yet */
    readonly version: number | null;
    /** It keeps its version, whatever is added or promoted */
    readonly pinned: boolean;
};

export type GatewayConfigurationVersionPage = {
    readonly items: readonly GatewayConfigurationVersionSummary[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type GatewayConfigurationVersionSummary = {
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly serviceId: string;
    /**
     * Version of a gateway configuration, counted from 1
     * @example 3
     */
    readonly version: number;
    readonly comment: string | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly createdBy: string;
};

export type GatewayConfigurationVersion = {
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly serviceId: string;
    /**
     * Version of a gateway configuration, counted from 1
     * @example 3
     */
    readonly version: number;
    readonly comment: string | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly createdBy: string;
    /** Any JSON object up to 256 kB; Latchkey does not look into it */
    readonly document: {
        readonly [key: string]: unknown;
    };
};

export type ApplicationPage = {
    readonly items: readonly Application[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type Application = {
    /**
     * Application id
     * @example app_9Lk3VrD5sJzM
     */
    readonly id: string;
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly serviceId: string;
    readonly name: string;
    readonly externalId: string | null;
    readonly state: "active" | "suspended";
    readonly limits: PlanLimits;
    /**
     * Holds no part of the secret
     * @example lka_9Lk3Vr…
     */
    readonly maskedKey: string;
    /** The former key counts until then */
    readonly rotation: {
        /**
         * Format: date-time
         * RFC 3339 instant in UTC
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly previousValidUntil: string;
    } | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
};

export type IssuedApplication = {
    /**
     * Application id
     * @example app_9Lk3VrD5sJzM
     */
    readonly id: string;
    /**
     * Service id
     * @example svc_6Tq1XbN8wEyH
     */
    readonly serviceId: string;
    readonly name: string;
    readonly externalId: string | null;
    readonly state: "active" | "suspended";
    readonly limits: PlanLimits;
    /**
     * Holds no part of the secret
     * @example lka_9Lk3Vr…
     */
    readonly maskedKey: string;
    /** The former key counts until then */
    readonly rotation: {
        /**
         * Format: date-time
         * RFC 3339 instant in UTC
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly previousValidUntil: string;
    } | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
    /** The application key, `lka_…`. null in a repeated answer, when the key has been rotated since */
    readonly key: string | null;
};

export type ApplicationUsage = {
    /**
     * Application id
     * @example app_9Lk3VrD5sJzM
     */
    readonly applicationId: string;
    /** Today and this month (UTC) always; this minute and this hour where they have a limit, because only then are they counted */
    readonly periods: readonly PeriodUsage[];
};

export type PeriodUsage = {
    readonly period: "minute" | "hour" | "day" | "month";
    /** Hits that have been counted in it */
    readonly used: number;
    /** null: no limit */
    readonly limit: number | null;
    /** null: no limit */
    readonly remaining: number | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly resetsAt: string;
};

export type ApplicationAuthorization = {
    readonly authorized: boolean;
    /** Why not; null when it is authorized */
    readonly reason: ("application_unknown" | "application_suspended" | "limit_exceeded") | null;
    /** null when it is unknown */
    readonly application: {
        /**
         * Application id
         * @example app_9Lk3VrD5sJzM
         */
        readonly id: string;
        readonly name: string;
        readonly externalId: string | null;
        readonly state: "active" | "suspended";
    } | null;
    readonly limits: readonly LimitState[];
};

export type LimitState = {
    readonly period: "minute" | "hour" | "day" | "month";
    readonly limit: number;
    readonly used: number;
    readonly remaining: number;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly resetsAt: string;
};

export type UsageReport = {
    readonly accepted: number;
    readonly duplicates: number;
    readonly refused: number;
    /** One for each transaction, in their order */
    readonly results: readonly UsageResult[];
};

export type UsageResult = {
    readonly status: "accepted" | "duplicate" | "refused";
    /** Why it was refused */
    readonly code: ("invalid_transaction" | "application_unknown" | "too_old" | "in_the_future") | null;
};

export type ConfiguratorPage = {
    readonly items: readonly ConfiguratorSummary[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type ConfiguratorSummary = {
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly id: string;
    readonly name: string;
    readonly publishedVersion: number | null;
    readonly latestVersion: number | null;
    /** Whether the latest version was made of the draft as it is now */
    readonly isDraftPublished: boolean;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
};

export type Configurator = {
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly id: string;
    readonly name: string;
    readonly publishedVersion: number | null;
    readonly latestVersion: number | null;
    /** Whether the latest version was made of the draft as it is now */
    readonly isDraftPublished: boolean;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
    readonly draft: ConfiguratorDocument;
    /** Counts every change of the draft */
    readonly draftRevision: number;
};

export type DocumentReview = {
    /** What must be mended before it can be published */
    readonly problems: readonly DocumentFinding[];
    /** What is allowed and perhaps not meant */
    readonly warnings: readonly DocumentFinding[];
};

export type DocumentFinding = {
    /** JSON Pointer (RFC 6901) into the document */
    readonly pointer: string;
    /** Stable code; see docs/errors */
    readonly code: string;
    /** For whoever writes the document */
    readonly message: string;
};

export type ConfiguratorPreview = {
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    readonly draftRevision: number;
    readonly document: ConfiguratorDocument;
    /** What must be mended before it can be published */
    readonly problems: readonly DocumentFinding[];
    /** What is allowed and perhaps not meant */
    readonly warnings: readonly DocumentFinding[];
};

export type ConfiguratorEvaluation = {
    /** null: the draft */
    readonly version: number | null;
    /** Every attribute with the value that it has under the rules */
    readonly values: Values;
    readonly price: Price;
    /** What the price consists of; null is the base price */
    readonly breakdown: readonly {
        readonly attributeId: string | null;
        readonly price: Price;
    }[];
    /** What the rules leave a shopper to choose, by attribute id */
    readonly states: {
        readonly [key: string]: {
            readonly visible: boolean;
            readonly enabled: boolean;
            /** The rule that took it away */
            readonly ruleId?: string;
            /** What that rule tells a shopper, by locale */
            readonly reason?: {
                readonly [key: string]: string;
            };
            /** A rule sets the value */
            readonly isSet: boolean;
            /** By value id: those that a rule says something about */
            readonly values: {
                readonly [key: string]: {
                    readonly visible: boolean;
                    readonly enabled: boolean;
                    /** The rule that took it away */
                    readonly ruleId?: string;
                    /** What that rule tells a shopper, by locale */
                    readonly reason?: {
                        readonly [key: string]: string;
                    };
                };
            };
        };
    };
};

export type NewConfiguratorVersion = {
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * Version of a configurator, counted from 1
     * @example 3
     */
    readonly version: number;
    readonly comment: string | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly publishedAt: string;
    readonly publishedBy: string;
    readonly document: ConfiguratorDocument;
    /** What is allowed and perhaps not meant */
    readonly warnings: readonly DocumentFinding[];
};

export type ConfiguratorVersion = {
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * Version of a configurator, counted from 1
     * @example 3
     */
    readonly version: number;
    readonly comment: string | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly publishedAt: string;
    readonly publishedBy: string;
    readonly document: ConfiguratorDocument;
};

export type ConfiguratorVersionPage = {
    readonly items: readonly ConfiguratorVersionSummary[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type ConfiguratorVersionSummary = {
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * Version of a configurator, counted from 1
     * @example 3
     */
    readonly version: number;
    readonly comment: string | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly publishedAt: string;
    readonly publishedBy: string;
};

export type ConfigurationPage = {
    readonly items: readonly ConfigurationSummary[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type ConfigurationSummary = {
    /**
     * Short id of a saved configuration; it cannot be guessed
     * @example q7Zt0LmW4cVb9XyK
     */
    readonly shortId: string;
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * The version that it was saved with; that version never changes
     * @example 3
     */
    readonly version: number;
    readonly values: Values;
    readonly price: Price;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /** Up to 20 texts of your own, printable but for line breaks; pages never get them back */
    readonly metadata: {
        readonly [key: string]: string;
    };
    readonly customerReference: string | null;
    /** Counts the changes that the holder of the edit key made */
    readonly revision: number;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
    /** Id of the public token */
    readonly savedWith: string;
    /** Origin of the page */
    readonly savedFrom: string | null;
};

export type Configuration = {
    /**
     * Short id of a saved configuration; it cannot be guessed
     * @example q7Zt0LmW4cVb9XyK
     */
    readonly shortId: string;
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * The version that it was saved with; that version never changes
     * @example 3
     */
    readonly version: number;
    readonly values: Values;
    readonly price: Price;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /** Up to 20 texts of your own, printable but for line breaks; pages never get them back */
    readonly metadata: {
        readonly [key: string]: string;
    };
    readonly customerReference: string | null;
    /** Counts the changes that the holder of the edit key made */
    readonly revision: number;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
    /** Id of the public token */
    readonly savedWith: string;
    /** Origin of the page */
    readonly savedFrom: string | null;
    readonly thumbnail: string | null;
};

export type Quote = {
    /** A compact JWS, signed with ES256: what was chosen, what it costs, and until when that holds */
    readonly quote: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly expiresAt: string;
};

export type QuoteKeys = {
    readonly keys: readonly QuoteKey[];
};

/** A public key that quotes are signed with (RFC 7517) */
export type QuoteKey = {
    readonly kty: "EC";
    readonly crv: "P-256";
    readonly x: string;
    readonly y: string;
    readonly alg: "ES256";
    readonly use: "sig";
    /** The key's thumbprint (RFC 7638) */
    readonly kid: string;
};

export type Upload = {
    /**
     * Upload id: the value of a file attribute
     * @example upl_3kPz7QwXc0VbN5mT8yLd2R
     */
    readonly uploadId: string;
    /**
     * Format: uri
     * Where to send the form as `multipart/form-data`
     */
    readonly url: string;
    /** Fields of the form, to be sent as they are, before one named `file` with the file */
    readonly fields: {
        readonly [key: string]: string;
    };
    /**
     * Format: date-time
     * The form is accepted until then
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly expiresAt: string;
};

export type CompletedUpload = {
    /**
     * Upload id: the value of a file attribute
     * @example upl_3kPz7QwXc0VbN5mT8yLd2R
     */
    readonly uploadId: string;
    /**
     * A name that any system can store the file under
     * @example logo.png
     */
    readonly name: string;
    readonly contentType: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
    readonly bytes: number;
    /** It must be saved before; null: it is part of a configuration */
    readonly expiresAt: string | null;
};

export type ConfigurationFile = {
    /**
     * Format: uri
     * Answers a GET with the file, as an attachment
     */
    readonly url: string;
    /**
     * Format: date-time
     * The address works until then
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly expiresAt: string;
    /**
     * A name that any system can store the file under
     * @example logo.png
     */
    readonly name: string;
    readonly contentType: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
    readonly bytes: number;
};

export type Workspace = {
    /**
     * Workspace id
     * @example ws_4fK2mZq81LpA
     */
    readonly id: string;
    readonly name: string;
    readonly policies: Policies;
    /**
     * Whose days and months analytics and statements have: a name of the IANA time zone database. A change counts from then on
     * @example Europe/Berlin
     */
    readonly timeZone: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
};

export type Policies = {
    /** New tokens belong to service accounts only */
    readonly serviceAccountsOnly: boolean;
    /** Domain lists cannot hold wildcards */
    readonly explicitDomainsOnly: boolean;
    /** Longest life of a token's secret in days, counted from its making; null: no limit */
    readonly tokenLifetimeDaysMax: number | null;
};

export type Identity = {
    readonly kind: "private" | "session";
    /** Token id or member id */
    readonly id: string;
    /**
     * Workspace id
     * @example ws_4fK2mZq81LpA
     */
    readonly workspaceId: string;
    readonly role: Role | null;
    readonly scopes: readonly Scope[];
    /** `all`, or the ids of the permitted services; an empty list permits none */
    readonly services: "all" | readonly string[];
    readonly owner: Owner;
    /** What the owner holds, where it is more than this token; null when the token can do all of it */
    readonly ownerRights: {
        readonly role: Role | null;
        readonly scopes: readonly Scope[];
        /** `all`, or the ids of the permitted services; an empty list permits none */
        readonly services: "all" | readonly string[];
    } | null;
    /** Ids of the operations that this credential may call */
    readonly operations: readonly string[];
};

export type AuditEventPage = {
    readonly items: readonly AuditEvent[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type AuditEvent = {
    readonly id: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly at: string;
    readonly actor: {
        /**
         * `system`: scheduled work that no request asked for
         */
        readonly kind: "public" | "private" | "service" | "session" | "system";
        readonly id: string;
        readonly name: string;
    };
    /**
     * Operation id
     * @example rotateToken
     */
    readonly operation: string;
    readonly target: {
        readonly type: string;
        readonly id: string;
    };
    /** The changed fields as they were; never a secret */
    readonly before: {
        readonly [key: string]: unknown;
    } | null;
    readonly after: {
        readonly [key: string]: unknown;
    } | null;
    readonly requestId: string;
    readonly ip: string;
    /**
     * Workspace id
     * @example ws_4fK2mZq81LpA
     */
    readonly workspaceId: string;
    /** Which of the workspace's chains */
    readonly chain: number;
    /** Place in the chain, counted from 1 without a gap */
    readonly sequence: number;
    /** `hash` of the event before it in its chain; 64 zeros for the first */
    readonly previousHash: string;
    /** SHA-256 of the canonical JSON (RFC 8785) of all other fields */
    readonly hash: string;
};

export type AuditVerification = {
    /** Whether this stretch has no problem */
    readonly verified: boolean;
    /** Number of events in this stretch */
    readonly checked: number;
    /** At most 100 are told */
    readonly problems: readonly AuditChainProblem[];
    /** Last event of each chain in this stretch. Those of all stretches, the later ones winning, are a checkpoint: keep it elsewhere */
    readonly heads: readonly AuditChainHead[];
    /** Pass it as `cursor`; null when the whole trail is read */
    readonly nextCursor: string | null;
};

export type AuditChainProblem = {
    /** Which of the workspace's chains */
    readonly chain: number;
    /** Of the event where it shows; 0 for a chain that is empty */
    readonly sequence: number;
    readonly code: "malformed" | "content_changed" | "misplaced" | "events_missing" | "link_broken" | "history_rewritten" | "truncated";
};

export type EventCounts = {
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly from: string & (unknown & unknown);
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly to: string & (unknown & unknown);
    /**
     * Name in the IANA time zone database
     * @example Europe/Berlin
     */
    readonly timeZone: string;
    /** Every event that was received by then is counted, mostly up to two minutes ago; null: nothing is yet */
    readonly completeUntil: string | null;
    /** How many items of the store the answer took */
    readonly itemsRead: number;
    readonly granularity: "15min" | "hour" | "day" | "week" | "month";
    readonly groupBy: "event" | "configurator" | "option" | "combination" | "token" | "origin" | "error";
    readonly series: readonly EventSeries[];
};

export type EventSeries = {
    /** Event, configurator id, `attribute=value`, combination, token id, origin or error code. `(other)`: what is beyond the number that is kept apart */
    readonly key: string;
    readonly total: number;
    /** The same in as many days right before; null where the query does not compare */
    readonly previousTotal: number | null;
    readonly points: readonly EventPoint[];
};

export type EventPoint = {
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly startsAt: string;
    readonly count: number;
    /** The same in as many days right before; null where the query does not compare */
    readonly previousCount: number | null;
};

export type Funnel = {
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly from: string & (unknown & unknown);
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly to: string & (unknown & unknown);
    /**
     * Name in the IANA time zone database
     * @example Europe/Berlin
     */
    readonly timeZone: string;
    /** Every event that was received by then is counted, mostly up to two minutes ago; null: nothing is yet */
    readonly completeUntil: string | null;
    /** How many items of the store the answer took */
    readonly itemsRead: number;
    /** `load`: a shopper could choose. `interaction`, `save`, `add_to_cart`: the first of its kind after that, which the embed marks with the property `first` */
    readonly steps: readonly FunnelStep[];
};

export type FunnelStep = {
    readonly step: "load" | "interaction" | "save" | "add_to_cart";
    readonly count: number;
    /** 0 to 1; null where there is nothing to divide by */
    readonly shareOfFirst: number | null;
    /** 0 to 1; null where there is nothing to divide by */
    readonly shareOfPrevious: number | null;
    /** The same in as many days right before; null where the query does not compare */
    readonly previousCount: number | null;
};

export type TopOptions = {
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly from: string & (unknown & unknown);
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly to: string & (unknown & unknown);
    /**
     * Name in the IANA time zone database
     * @example Europe/Berlin
     */
    readonly timeZone: string;
    /** Every event that was received by then is counted, mostly up to two minutes ago; null: nothing is yet */
    readonly completeUntil: string | null;
    /** How many items of the store the answer took */
    readonly itemsRead: number;
    /** Most chosen first. Beyond 200 of them, all others are one, `(other)` */
    readonly attributes: readonly AttributeOptions[];
    /** What was chosen together, `attribute=value&attribute=value` */
    readonly combinations: readonly CombinationCount[];
};

export type AttributeOptions = {
    readonly attribute: string;
    readonly total: number;
    readonly values: readonly OptionCount[];
};

export type OptionCount = {
    readonly value: string;
    readonly count: number;
    /** 0 to 1; null where there is nothing to divide by */
    readonly share: number | null;
};

export type CombinationCount = {
    readonly combination: string;
    readonly saves: number;
    readonly addToCarts: number;
};

export type AnalyticsSummary = {
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly from: string & (unknown & unknown);
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly to: string & (unknown & unknown);
    /**
     * Name in the IANA time zone database
     * @example Europe/Berlin
     */
    readonly timeZone: string;
    /** Every event that was received by then is counted, mostly up to two minutes ago; null: nothing is yet */
    readonly completeUntil: string | null;
    /** How many items of the store the answer took */
    readonly itemsRead: number;
    readonly events: readonly EventTotal[];
    /** Events whose sender's clock could not be right: they count at the nearest time that can */
    readonly clockCorrected: number;
    /** Requests of known tokens, of all configurators, that were refused or beyond a limit */
    readonly refused: number;
};

export type EventTotal = {
    readonly event: "load" | "option_chosen" | "save" | "resume" | "share" | "add_to_cart" | "error";
    readonly count: number;
    /** The same in as many days right before; null where the query does not compare */
    readonly previousCount: number | null;
};

export type MeteredUsage = {
    readonly subject: "workspace" | "token" | "service" | "application";
    /** null for the workspace */
    readonly id: string | null;
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly from: string & (unknown & unknown);
    /**
     * Date in the time zone of the query
     * @example 2026-11-22
     */
    readonly to: string & (unknown & unknown);
    readonly granularity: "day" | "month";
    /**
     * Name in the IANA time zone database
     * @example Europe/Berlin
     */
    readonly timeZone: string;
    /** Everything that had been received by then is in the answer: events and hits with their requests, all else from the access log, whose lines come some minutes later. null while nothing has been counted yet */
    readonly completeUntil: string | null;
    /** How many items of the store the answer took */
    readonly itemsRead: number;
    /** Every metric that there is for the subject; of services and applications there are hits */
    readonly metrics: readonly MetricUsage[];
};

export type MetricUsage = {
    /**
     * `load`: configurators that the API answered with, those of the edge's cache not among them. `save`: configurations that were saved, for the first time or again. `event`: analytics events that were counted. `verification`: calls of `verifyToken`. `call`: every other request that succeeded. `refused`: requests of a known token that were not allowed (403) or too many (429). `hit`: calls that services reported of their applications. People in the console are not metered
     */
    readonly metric: "load" | "save" | "event" | "verification" | "call" | "refused" | "hit";
    readonly total: number;
    readonly points: readonly UsagePoint[];
};

/** A day or a month, or the part of it that the query asks for */
export type UsagePoint = {
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly startsAt: string;
    readonly count: number;
};

export type RateCardPage = {
    readonly items: readonly RateCard[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

/** Services and applications that the reader may not see are left out */
export type RateCard = {
    /**
     * Format: date
     * First day that it holds for; the card is named by it
     * @example 2026-12-01
     */
    readonly effectiveFrom: string;
    readonly state: "past" | "in_force" | "scheduled";
    /** It begins today or later: it can still be changed or deleted */
    readonly changeable: boolean;
    /**
     * ISO 4217 code. Every rate card of a workspace has the same
     * @example EUR
     */
    readonly currency: string;
    readonly fee: number | null;
    readonly rates: RatesOutput;
    /** Fees and rates of single services, by id */
    readonly services: {
        readonly [key: string]: OwnPriceOutput;
    };
    /** Fees and rates of single applications, by id; they go before those of the service */
    readonly applications: {
        readonly [key: string]: OwnPriceOutput;
    };
    readonly budget: number | null;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /** Token id or member id of the actor */
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
};

export type StatementPage = {
    readonly items: readonly StatementSummary[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type StatementSummary = {
    /**
     * Calendar month
     * @example 2026-11
     */
    readonly month: string;
    /**
     * `running`: usage so far, and the fees of the whole month. `closing`: the month is over and late counts are waited for. `frozen`: it changes no more; what is counted later is a correction in the next one
     */
    readonly status: "running" | "closing" | "frozen";
    /**
     * ISO 4217 code. Every rate card of a workspace has the same
     * @example EUR
     */
    readonly currency: string;
    /** Where the month's days begin */
    readonly timeZone: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly startsAt: string;
    /**
     * Format: date-time
     * Not included
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly endsAt: string;
    readonly frozenAt: string | null;
    /** Minor units of the currency: 24900 is 249.00 euros */
    readonly total: number;
    readonly budget: number | null;
    /** Raised in this month, each once, in the order of time */
    readonly alerts: readonly BillingAlert[];
};

export type BillingAlert = {
    readonly kind: "budget" | "included_volume";
    /**
     * Percent of the limit
     * @enum {number}
     */
    readonly threshold: 50 | 80 | 100 | 150;
    /** null for the budget */
    readonly subject: StatementSubject | null;
    readonly metric: ("load" | "save" | "event" | "verification" | "call" | "hit") | null;
    readonly limit: number;
    /** When the alert was raised */
    readonly used: number;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly raisedAt: string;
};

export type StatementSubject = {
    readonly type: "workspace" | "service" | "application";
    /** null: a service, or an application of one, that the reader may not see */
    readonly id: string | null;
    /** As it was called when the rate card was written */
    readonly name: string | null;
};

export type Statement = {
    /**
     * Calendar month
     * @example 2026-11
     */
    readonly month: string;
    /**
     * `running`: usage so far, and the fees of the whole month. `closing`: the month is over and late counts are waited for. `frozen`: it changes no more; what is counted later is a correction in the next one
     */
    readonly status: "running" | "closing" | "frozen";
    /**
     * ISO 4217 code. Every rate card of a workspace has the same
     * @example EUR
     */
    readonly currency: string;
    /** Where the month's days begin */
    readonly timeZone: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly startsAt: string;
    /**
     * Format: date-time
     * Not included
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly endsAt: string;
    readonly frozenAt: string | null;
    /** Minor units of the currency: 24900 is 249.00 euros */
    readonly total: number;
    readonly budget: number | null;
    /** Raised in this month, each once, in the order of time */
    readonly alerts: readonly BillingAlert[];
    /** Everything that was counted before is in it. null: nothing was counted yet, or the statement is frozen */
    readonly completeUntil: string | null;
    readonly lines: readonly (FeeLine | UsageLine | CorrectionLine)[];
    /** How much of what is included has been used */
    readonly volumes: readonly IncludedVolume[];
};

/** A monthly fee, for the days from `from` to `to`, both included */
export type FeeLine = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "fee";
    readonly subject: StatementSubject;
    /**
     * Format: date
     * First day of the card that was in force
     * @example 2026-12-01
     */
    readonly rateCard: string;
    /**
     * Format: date
     * Date in the time zone of the workspace
     * @example 2026-12-01
     */
    readonly from: string;
    /**
     * Format: date
     * Date in the time zone of the workspace
     * @example 2026-12-01
     */
    readonly to: string;
    readonly days: number;
    readonly daysInMonth: number;
    /** Of a whole month */
    readonly price: number;
    /** Minor units of the currency: 24900 is 249.00 euros */
    readonly amount: number;
};

/** What was used from `from` to `to`; its amount is rounded once, half up */
export type UsageLine = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "usage";
    readonly subject: StatementSubject;
    readonly metric: "load" | "save" | "event" | "verification" | "call" | "hit";
    /**
     * Format: date
     * First day of the card that was in force
     * @example 2026-12-01
     */
    readonly rateCard: string;
    /**
     * Format: date
     * Date in the time zone of the workspace
     * @example 2026-12-01
     */
    readonly from: string;
    /**
     * Format: date
     * Date in the time zone of the workspace
     * @example 2026-12-01
     */
    readonly to: string;
    readonly units: number;
    /** Those of `units` that were free */
    readonly includedUnits: number;
    /** How many units had which price */
    readonly tiers: readonly {
        readonly price: number;
        readonly per: number;
        readonly units: number;
    }[];
    /** Minor units of the currency: 24900 is 249.00 euros */
    readonly amount: number;
};

/** What was counted for an earlier month after its statement was frozen */
export type CorrectionLine = {
    /**
     * discriminator enum property added by openapi-typescript
     */
    readonly type: "correction";
    readonly subject: StatementSubject;
    readonly metric: "load" | "save" | "event" | "verification" | "call" | "hit";
    /**
     * Calendar month
     * @example 2026-11
     */
    readonly month: string;
    readonly units: number;
    /** Minor units of the currency: 24900 is 249.00 euros */
    readonly amount: number;
};

export type IncludedVolume = {
    readonly subject: StatementSubject;
    readonly metric: "load" | "save" | "event" | "verification" | "call" | "hit";
    readonly included: number;
    readonly used: number;
};

export type WebhookPage = {
    readonly items: readonly Webhook[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type Webhook = {
    /**
     * Webhook id
     * @example whk_8Dk3PzQ05mRx
     */
    readonly id: string;
    readonly url: string;
    readonly events: readonly ("token.expiring" | "billing.threshold_reached")[];
    readonly label: string | null;
    /** A webhook that is not enabled is sent nothing but tests */
    readonly enabled: boolean;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    /** Token id or member id of the actor */
    readonly createdBy: string;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly updatedAt: string;
    /** Until then messages are signed with the secret before, too */
    readonly secretRotation: {
        /**
         * Format: date-time
         * RFC 3339 instant in UTC
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly previousValidUntil: string;
    } | null;
    /** Signing secret (`whsec_…`). Only in the answer that creates the webhook or rotates its secret */
    readonly secret: string | null;
};

export type WebhookDelivery = {
    /** The message's `webhook-id` header, the same at each attempt */
    readonly id: string;
    readonly type: "token.expiring" | "billing.threshold_reached" | "webhook.test";
    /**
     * `failed`: given up
     */
    readonly status: "pending" | "delivered" | "failed";
    readonly attempts: number;
    /**
     * Format: date-time
     * RFC 3339 instant in UTC
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly createdAt: string;
    readonly lastAttemptAt: string | null;
    /** Not before then; null: no further attempt */
    readonly nextAttemptAt: string | null;
    /** HTTP status of the last answer, if there was one */
    readonly responseStatus: number | null;
    /** Why the last attempt did not deliver */
    readonly failure: ("address_refused" | "name_not_resolved" | "connection_failed" | "tls_failed" | "timeout" | "status_not_2xx") | null;
};

export type WebhookDeliveryPage = {
    readonly items: readonly WebhookDelivery[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
};

export type Health = {
    readonly status: "ok";
};

export type Deployment = {
    readonly signIn: {
        /** The `iss` claim of the OpenID Connect issuer that signs people in */
        readonly issuer: string;
        /** The console's public client at that issuer */
        readonly clientId: string;
        /**
         * What a sign-in asks for, with spaces between
         * @example openid email
         */
        readonly scopes: string;
    };
    /** Paths on the origin that serves this API */
    readonly embed: {
        /**
         * Follows new versions
         * @example /embed.js
         */
        readonly scriptPath: string;
        /** Stays this version, to be used with `integrity` */
        readonly pinnedScriptPath: string;
        /** Value of the `integrity` attribute for `pinnedScriptPath` */
        readonly integrity: string;
    };
    /** Where shoppers' files are sent: for `connect-src` of pages with a strict policy */
    readonly uploadsOrigin: string;
    /** @example 0.1.0 */
    readonly version: string;
};

/** By metric, as `queryUsage` counts them. What has no rate costs nothing */
export type RatesOutput = {
    readonly load?: RateOutput;
    readonly save?: RateOutput;
    readonly event?: RateOutput;
    readonly verification?: RateOutput;
    readonly call?: RateOutput;
    readonly hit?: RateOutput;
};

/** What units cost by their place in the month; each unit has the price of its tier */
export type RateOutput = {
    /**
     * So many first units of a month are free
     * @default 0
     */
    readonly included: number;
    /** Ascending; the last one has no end */
    readonly tiers: readonly RateTierOutput[];
};

export type RateTierOutput = {
    /** Last unit of the month that this tier is for, included ones counted; null, for the last tier: no end */
    readonly upTo: number | null;
    /**
     * Minor units for each `per` units
     * @example 40
     */
    readonly price: number;
    /**
     * How many units the price is for
     * @default 1
     * @example 1000
     */
    readonly per: number;
};

export type OwnPriceOutput = {
    /** Minor units for each month; charged by days */
    readonly fee?: number;
    /** Hits on it go by this rate instead, and count for this rate alone */
    readonly hit?: RateOutput;
};

export type LoadConfiguratorQuery = {
    /** For whoever was told by `version_not_published` that this is the published version, and wants no older copy from a cache. The answer is always the published version. */
    readonly version?: string;
    /** Primary subtag, `de` of `de-AT`: leaves out texts that its readers are not shown. A document without it comes whole. */
    readonly language?: string;
};

export type ListTokensQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
    readonly kind?: "public" | "private" | "service";
    readonly status?: "active" | "disabled" | "expired" | "revoked";
    /**
     * Together with `ownerId`
     */
    readonly ownerType?: "member" | "service_account" | "service";
    readonly ownerId?: string;
    /** Part of the label, note, owner name or id; upper and lower case alike */
    readonly text?: string;
    /** Tokens that end within so many days and have not ended yet, the next one first */
    readonly expiresWithinDays?: number;
    /** Tokens that are not revoked and were neither made nor used for so many days, the longest unused first */
    readonly unusedForDays?: number;
    /**
     * Default `-createdAt`. By expiry, tokens without one and revoked ones are left out; expired tokens and those that expire soon are sorted by expiry only, unused ones by their last use only
     */
    readonly sort?: "createdAt" | "-createdAt" | "expiresAt" | "-expiresAt";
};

export type ListObservedOriginsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type ListEmbedsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
    /**
     * Those that stand for this token
     * @example lks_7Qm2ZfP0aBcD
     */
    readonly tokenId?: string;
};

export type ListMembersQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
    readonly state?: "invited" | "active" | "suspended";
    readonly role?: "viewer" | "team_member" | "workspace_manager" | "administrator" | "owner";
    /** Part of the email; upper and lower case alike */
    readonly text?: string;
};

export type ListServiceAccountsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type ListServicesQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type GetGatewayConfigurationQuery = {
    /** Default: `production` */
    readonly environment?: GatewayEnvironment;
    /** A certain version instead of an environment's */
    readonly version?: number;
};

export type ListGatewayConfigurationVersionsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type ListApplicationsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
    /**
     * Only the applications of this service
     * @example svc_6Tq1XbN8wEyH
     */
    readonly serviceId?: string;
};

export type ListConfiguratorsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type ListConfiguratorVersionsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type ListConfigurationsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId?: string;
    /**
     * Exactly this reference
     * @example order-2041
     */
    readonly customerReference?: string;
};

export type ExportConfigurationsQuery = {
    /** Header `Latchkey-Next-Cursor` of the answer before */
    readonly cursor?: string;
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId?: string;
    /**
     * Exactly this reference
     * @example order-2041
     */
    readonly customerReference?: string;
};

export type ExportConfigurationsResponse = {
    readonly items: readonly ConfigurationSummary[];
    readonly nextCursor: string | null;
};

export type ListAuditEventsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
    /**
     * Together with `targetId`
     * @example token
     */
    readonly targetType?: string;
    /** What was changed; together with `targetType` */
    readonly targetId?: string;
    /** Token id or member id of who did it */
    readonly actorId?: string;
    /**
     * Operation id
     * @example rotateToken
     */
    readonly operation?: string;
    /**
     * Format: date-time
     * Events at this instant or later
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly from?: string;
    /**
     * Format: date-time
     * Events before this instant
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly to?: string;
};

export type ExportAuditEventsQuery = {
    /** The header `Latchkey-Next-Cursor` of the answer before */
    readonly cursor?: string;
};

export type ExportAuditEventsResponse = {
    readonly items: readonly AuditEvent[];
    readonly nextCursor: string | null;
};

export type QueryEventsQuery = {
    /**
     * First day; 30 days with today by default
     * @example 2026-11-22
     */
    readonly from?: string & (unknown & unknown);
    /**
     * Last day, which counts as well; today by default. 366 days at most
     * @example 2026-11-22
     */
    readonly to?: string & (unknown & unknown);
    /**
     * Whose days they are; that of the workspace by default
     * @example Europe/Berlin
     */
    readonly timeZone?: string;
    /**
     * One configurator; all together by default
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId?: string;
    /**
     * What a point stands for. `hour`: 14 days at most; `15min`: 2 days at most
     * @default day
     */
    readonly granularity?: "15min" | "hour" | "day" | "week" | "month";
    /**
     * Only this event
     * @example add_to_cart
     */
    readonly event?: string;
    /**
     * A series for each. `option`, `combination` and `error` need a `configuratorId`. Without `event`, `option` counts `option_chosen`, `combination` counts `save`, `error` counts `error`, and the others but `event` count `load`. Every group but `event` has the days of the workspace's time zone, or hours of the last 34 days
     * @default event
     */
    readonly groupBy?: "event" | "configurator" | "option" | "combination" | "token" | "origin" | "error";
    /**
     * Also count as many days right before
     */
    readonly compare?: "previous";
    /**
     * The largest so many groups
     * @default 10
     */
    readonly limit?: number;
};

export type ExportEventsQuery = {
    /**
     * First day; 30 days with today by default
     * @example 2026-11-22
     */
    readonly from?: string & (unknown & unknown);
    /**
     * Last day, which counts as well; today by default. 366 days at most
     * @example 2026-11-22
     */
    readonly to?: string & (unknown & unknown);
    /**
     * Whose days they are; that of the workspace by default
     * @example Europe/Berlin
     */
    readonly timeZone?: string;
    /**
     * One configurator; all together by default
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId?: string;
    /**
     * What a point stands for. `hour`: 14 days at most; `15min`: 2 days at most
     * @default day
     */
    readonly granularity?: "15min" | "hour" | "day" | "week" | "month";
    /**
     * Only this event
     * @example add_to_cart
     */
    readonly event?: string;
    /**
     * A series for each. `option`, `combination` and `error` need a `configuratorId`. Without `event`, `option` counts `option_chosen`, `combination` counts `save`, `error` counts `error`, and the others but `event` count `load`. Every group but `event` has the days of the workspace's time zone, or hours of the last 34 days
     * @default event
     */
    readonly groupBy?: "event" | "configurator" | "option" | "combination" | "token" | "origin" | "error";
    /**
     * Also count as many days right before
     */
    readonly compare?: "previous";
    /**
     * The largest so many groups
     * @default 10
     */
    readonly limit?: number;
};

export type ExportEventsResponse = string;

export type QueryFunnelQuery = {
    /**
     * First day; 30 days with today by default
     * @example 2026-11-22
     */
    readonly from?: string & (unknown & unknown);
    /**
     * Last day, which counts as well; today by default. 366 days at most
     * @example 2026-11-22
     */
    readonly to?: string & (unknown & unknown);
    /**
     * Whose days they are; that of the workspace by default
     * @example Europe/Berlin
     */
    readonly timeZone?: string;
    /**
     * One configurator; all together by default
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId?: string;
    /**
     * Also count as many days right before
     */
    readonly compare?: "previous";
};

export type QueryOptionsQuery = {
    /**
     * First day; 30 days with today by default
     * @example 2026-11-22
     */
    readonly from?: string & (unknown & unknown);
    /**
     * Last day, which counts as well; today by default. 366 days at most
     * @example 2026-11-22
     */
    readonly to?: string & (unknown & unknown);
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * Most values of an attribute, and most combinations
     * @default 20
     */
    readonly limit?: number;
};

export type ExportOptionsQuery = {
    /**
     * First day; 30 days with today by default
     * @example 2026-11-22
     */
    readonly from?: string & (unknown & unknown);
    /**
     * Last day, which counts as well; today by default. 366 days at most
     * @example 2026-11-22
     */
    readonly to?: string & (unknown & unknown);
    /**
     * Configurator id
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId: string;
    /**
     * Most values of an attribute, and most combinations
     * @default 20
     */
    readonly limit?: number;
};

export type ExportOptionsResponse = string;

export type SummarizeAnalyticsQuery = {
    /**
     * First day; 30 days with today by default
     * @example 2026-11-22
     */
    readonly from?: string & (unknown & unknown);
    /**
     * Last day, which counts as well; today by default. 366 days at most
     * @example 2026-11-22
     */
    readonly to?: string & (unknown & unknown);
    /**
     * Whose days they are; that of the workspace by default
     * @example Europe/Berlin
     */
    readonly timeZone?: string;
    /**
     * One configurator; all together by default
     * @example cfg_2hJ7sWv9QxTb
     */
    readonly configuratorId?: string;
    /**
     * Also count as many days right before
     */
    readonly compare?: "previous";
};

export type QueryUsageQuery = {
    /**
     * Whose usage
     * @default workspace
     */
    readonly subject?: "workspace" | "token" | "service" | "application";
    /** Id of the token, service or application; not for the workspace */
    readonly id?: string;
    /**
     * First day; 30 days with today by default
     * @example 2026-11-22
     */
    readonly from?: string & (unknown & unknown);
    /**
     * Last day, which counts as well; today by default. 366 days at most
     * @example 2026-11-22
     */
    readonly to?: string & (unknown & unknown);
    /**
     * What a point stands for
     * @default day
     */
    readonly granularity?: "day" | "month";
    /**
     * Whose days and months they are; that of the workspace by default
     * @example Europe/Berlin
     */
    readonly timeZone?: string;
};

export type ExportUsageQuery = {
    /**
     * Whose usage
     * @default workspace
     */
    readonly subject?: "workspace" | "token" | "service" | "application";
    /** Id of the token, service or application; not for the workspace */
    readonly id?: string;
    /**
     * First day; 30 days with today by default
     * @example 2026-11-22
     */
    readonly from?: string & (unknown & unknown);
    /**
     * Last day, which counts as well; today by default. 366 days at most
     * @example 2026-11-22
     */
    readonly to?: string & (unknown & unknown);
    /**
     * What a point stands for
     * @default day
     */
    readonly granularity?: "day" | "month";
    /**
     * Whose days and months they are; that of the workspace by default
     * @example Europe/Berlin
     */
    readonly timeZone?: string;
};

export type ExportUsageResponse = string;

export type ListRateCardsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type ListStatementsQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type ExportStatementResponse = string;

export type ListWebhooksQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type ListWebhookDeliveriesQuery = {
    /**
     * Most items on the page
     * @default 25
     */
    readonly limit?: number;
    /** `nextCursor` of the page before */
    readonly cursor?: string;
};

export type GetOpenApiResponse = {
    readonly openapi: string;
} & {
    readonly [key: string]: unknown;
};

export type GetErrorPageResponse = string;

/** What each operation takes and answers. */
export interface Operations {
  loadConfigurator: { path: { configuratorId: string }; query?: LoadConfiguratorQuery; response: PublishedConfigurator };
  saveConfiguration: { body: SaveConfiguration; response: NewConfiguration };
  resumeConfiguration: { path: { shortId: string }; response: ResumedConfiguration };
  updateConfiguration: { path: { shortId: string }; body: UpdateConfiguration; response: SavedConfiguration };
  trackEvents: { body: TrackEvents; response: TrackedEvents };
  diagnoseToken: { body: DiagnoseToken; response: Diagnosis };
  listTokens: { query?: ListTokensQuery; response: TokenPage };
  createToken: { body: CreateToken; response: Token };
  summarizeTokens: { response: TokenSummary };
  getToken: { path: { tokenId: string }; response: Token };
  updateToken: { path: { tokenId: string }; body: UpdateToken; response: Token };
  revokeToken: { path: { tokenId: string }; response: RevokedToken };
  getRevocation: { path: { tokenId: string }; response: Revocation };
  purgeToken: { path: { tokenId: string }; response: undefined };
  disableToken: { path: { tokenId: string }; response: Token };
  enableToken: { path: { tokenId: string }; response: Token };
  rotateToken: { path: { tokenId: string }; body?: RotateToken; response: Token };
  extendRotation: { path: { tokenId: string }; body: ExtendRotation; response: Token };
  finishRotation: { path: { tokenId: string }; response: Token };
  reassignToken: { path: { tokenId: string }; body: ReassignToken; response: Token };
  changeTokens: { body: ChangeTokens; response: ChangedTokens };
  verifyToken: { body?: VerifyToken; response: Verification };
  explainToken: { body: ExplainToken; response: Explanation };
  listObservedOrigins: { path: { tokenId: string }; query?: ListObservedOriginsQuery; response: ObservedOriginPage };
  testDomainPatterns: { body: TestDomainPatterns; response: TestedDomainPatterns };
  listEmbeds: { query?: ListEmbedsQuery; response: EmbedPage };
  createEmbed: { body: CreateEmbed; response: EmbedResource };
  getEmbed: { path: { embedId: string }; response: EmbedResource };
  updateEmbed: { path: { embedId: string }; body: UpdateEmbed; response: EmbedResource };
  deleteEmbed: { path: { embedId: string }; response: undefined };
  listMembers: { query?: ListMembersQuery; response: MemberPage };
  inviteMember: { body: InviteMember; response: Member };
  getMember: { path: { memberId: string }; response: Member };
  updateMember: { path: { memberId: string }; body: UpdateMember; response: Member };
  removeMember: { path: { memberId: string }; response: undefined };
  suspendMember: { path: { memberId: string }; response: Member };
  reinstateMember: { path: { memberId: string }; response: Member };
  renewInvitation: { path: { memberId: string }; response: Member };
  acceptInvitation: { body: AcceptInvitation; response: Membership };
  listSignInWorkspaces: { body: ListSignInWorkspaces; response: SignInWorkspaces };
  getGrantableRights: { response: GrantableRights };
  listServiceAccounts: { query?: ListServiceAccountsQuery; response: ServiceAccountPage };
  createServiceAccount: { body: CreateServiceAccount; response: ServiceAccount };
  getServiceAccount: { path: { serviceAccountId: string }; response: ServiceAccount };
  updateServiceAccount: { path: { serviceAccountId: string }; body: UpdateServiceAccount; response: ServiceAccount };
  deleteServiceAccount: { path: { serviceAccountId: string }; response: undefined };
  disableServiceAccount: { path: { serviceAccountId: string }; response: ServiceAccount };
  enableServiceAccount: { path: { serviceAccountId: string }; response: ServiceAccount };
  listServices: { query?: ListServicesQuery; response: ServicePage };
  createService: { body: CreateService; response: IssuedService };
  getService: { path: { serviceId: string }; response: Service };
  updateService: { path: { serviceId: string }; body: UpdateService; response: Service };
  deleteService: { path: { serviceId: string }; response: undefined };
  disableService: { path: { serviceId: string }; response: Service };
  enableService: { path: { serviceId: string }; response: Service };
  revealServiceToken: { path: { serviceId: string }; response: ServiceToken };
  rotateServiceToken: { path: { serviceId: string }; body?: RotateServiceToken; response: ServiceToken };
  finishServiceTokenRotation: { path: { serviceId: string }; response: ServiceToken };
  getGatewayConfiguration: { path: { serviceId: string }; query?: GetGatewayConfigurationQuery; response: GatewayConfiguration };
  getGatewayEnvironments: { path: { serviceId: string }; response: GatewayEnvironments };
  listGatewayConfigurationVersions: { path: { serviceId: string }; query?: ListGatewayConfigurationVersionsQuery; response: GatewayConfigurationVersionPage };
  createGatewayConfigurationVersion: { path: { serviceId: string }; body: CreateGatewayConfigurationVersion; response: GatewayConfigurationVersionSummary };
  getGatewayConfigurationVersion: { path: { serviceId: string; version: number }; response: GatewayConfigurationVersion };
  promoteGatewayConfiguration: { path: { serviceId: string }; body: PromoteGatewayConfiguration; response: GatewayEnvironments };
  pinGatewayConfiguration: { path: { serviceId: string }; body: PinGatewayConfiguration; response: GatewayEnvironments };
  unpinGatewayConfiguration: { path: { serviceId: string }; body: UnpinGatewayConfiguration; response: GatewayEnvironments };
  listApplications: { query?: ListApplicationsQuery; response: ApplicationPage };
  createApplication: { body: CreateApplication; response: IssuedApplication };
  getApplication: { path: { applicationId: string }; response: Application };
  updateApplication: { path: { applicationId: string }; body: UpdateApplication; response: Application };
  deleteApplication: { path: { applicationId: string }; response: undefined };
  getApplicationUsage: { path: { applicationId: string }; response: ApplicationUsage };
  suspendApplication: { path: { applicationId: string }; response: Application };
  resumeApplication: { path: { applicationId: string }; response: Application };
  rotateApplicationKey: { path: { applicationId: string }; body?: RotateApplicationKey; response: IssuedApplication };
  authorizeApplication: { path: { serviceId: string }; body: AuthorizeApplication; response: ApplicationAuthorization };
  authorizeAndReport: { path: { serviceId: string }; body: AuthorizeAndReport; response: ApplicationAuthorization };
  reportUsage: { path: { serviceId: string }; body: ReportUsage; response: UsageReport };
  listConfigurators: { query?: ListConfiguratorsQuery; response: ConfiguratorPage };
  createConfigurator: { body: CreateConfigurator; response: Configurator };
  checkConfigurator: { body: CheckConfigurator; response: DocumentReview };
  getConfigurator: { path: { configuratorId: string }; response: Configurator };
  updateConfigurator: { path: { configuratorId: string }; body: UpdateConfigurator; response: Configurator };
  deleteConfigurator: { path: { configuratorId: string }; response: undefined };
  previewConfigurator: { path: { configuratorId: string }; response: ConfiguratorPreview };
  evaluateConfigurator: { path: { configuratorId: string }; body: EvaluateConfigurator; response: ConfiguratorEvaluation };
  publishConfigurator: { path: { configuratorId: string }; body?: PublishConfigurator; response: NewConfiguratorVersion };
  rollbackConfigurator: { path: { configuratorId: string }; body: RollbackConfigurator; response: ConfiguratorVersion };
  listConfiguratorVersions: { path: { configuratorId: string }; query?: ListConfiguratorVersionsQuery; response: ConfiguratorVersionPage };
  getConfiguratorVersion: { path: { configuratorId: string; version: number }; response: ConfiguratorVersion };
  listConfigurations: { query?: ListConfigurationsQuery; response: ConfigurationPage };
  exportConfigurations: { query?: ExportConfigurationsQuery; response: ExportConfigurationsResponse };
  getConfiguration: { path: { shortId: string }; response: Configuration };
  deleteConfiguration: { path: { shortId: string }; response: undefined };
  quoteConfiguration: { path: { shortId: string }; body?: QuoteConfiguration; response: Quote };
  quoteSavedConfiguration: { path: { shortId: string }; body?: QuoteSavedConfiguration; response: Quote };
  getQuoteKeys: { response: QuoteKeys };
  createUpload: { body: CreateUpload; response: Upload };
  completeUpload: { path: { uploadId: string }; response: CompletedUpload };
  getConfigurationFile: { path: { shortId: string; attributeId: string }; response: ConfigurationFile };
  getWorkspace: { response: Workspace };
  updateWorkspace: { body: UpdateWorkspace; response: Workspace };
  createWorkspace: { body: CreateWorkspace; response: Workspace };
  whoami: { response: Identity };
  listAuditEvents: { query?: ListAuditEventsQuery; response: AuditEventPage };
  exportAuditEvents: { query?: ExportAuditEventsQuery; response: ExportAuditEventsResponse };
  verifyAuditEvents: { body?: VerifyAuditEvents; response: AuditVerification };
  queryEvents: { query?: QueryEventsQuery; response: EventCounts };
  exportEvents: { query?: ExportEventsQuery; response: ExportEventsResponse };
  queryFunnel: { query?: QueryFunnelQuery; response: Funnel };
  queryOptions: { query?: QueryOptionsQuery; response: TopOptions };
  exportOptions: { query?: ExportOptionsQuery; response: ExportOptionsResponse };
  summarizeAnalytics: { query?: SummarizeAnalyticsQuery; response: AnalyticsSummary };
  queryUsage: { query?: QueryUsageQuery; response: MeteredUsage };
  exportUsage: { query?: ExportUsageQuery; response: ExportUsageResponse };
  listRateCards: { query?: ListRateCardsQuery; response: RateCardPage };
  createRateCard: { body: CreateRateCard; response: RateCard };
  getRateCard: { path: { effectiveFrom: string }; response: RateCard };
  updateRateCard: { path: { effectiveFrom: string }; body: UpdateRateCard; response: RateCard };
  deleteRateCard: { path: { effectiveFrom: string }; response: undefined };
  listStatements: { query?: ListStatementsQuery; response: StatementPage };
  getStatement: { path: { month: string }; response: Statement };
  exportStatement: { path: { month: string }; response: ExportStatementResponse };
  listWebhooks: { query?: ListWebhooksQuery; response: WebhookPage };
  createWebhook: { body: CreateWebhook; response: Webhook };
  getWebhook: { path: { webhookId: string }; response: Webhook };
  updateWebhook: { path: { webhookId: string }; body: UpdateWebhook; response: Webhook };
  deleteWebhook: { path: { webhookId: string }; response: undefined };
  rotateWebhookSecret: { path: { webhookId: string }; body?: RotateWebhookSecret; response: Webhook };
  testWebhook: { path: { webhookId: string }; response: WebhookDelivery };
  listWebhookDeliveries: { path: { webhookId: string }; query?: ListWebhookDeliveriesQuery; response: WebhookDeliveryPage };
  getOpenApi: { response: GetOpenApiResponse };
  getHealth: { response: Health };
  getDeployment: { response: Deployment };
  getErrorPage: { path: { code: string }; response: GetErrorPageResponse };
}

/** Codes of problem details. `docs/errors` explains each. */
export type ErrorCode =
  | "malformed_json"
  | "invalid_query"
  | "invalid_cursor"
  | "invalid_idempotency_key"
  | "not_authorized"
  | "invalid_id_token"
  | "role_too_low"
  | "right_not_held"
  | "no_service_access"
  | "edit_key_not_valid"
  | "not_found"
  | "invitation_not_found"
  | "name_taken"
  | "owner_has_tokens"
  | "already_member"
  | "invitation_open"
  | "last_owner"
  | "token_revoked"
  | "token_not_revoked"
  | "revocation_not_effective"
  | "service_token_managed"
  | "rotation_not_running"
  | "service_has_applications"
  | "environment_pinned"
  | "version_not_published"
  | "rate_card_exists"
  | "rate_card_in_force"
  | "too_many_webhooks"
  | "changed_meanwhile"
  | "file_not_sent"
  | "idempotency_key_reused"
  | "body_too_large"
  | "unsupported_media_type"
  | "invalid_body"
  | "invalid_domain"
  | "invalid_address"
  | "lifetime_too_long"
  | "owner_lacks_right"
  | "service_account_required"
  | "owner_not_accepted"
  | "webhook_url_not_accepted"
  | "rate_card_not_accepted"
  | "token_not_accepted"
  | "document_not_valid"
  | "values_not_accepted"
  | "currency_not_offered"
  | "file_not_accepted"
  | "quota_exceeded"
  | "too_many_requests"
  | "internal_error";

/** Why a credential is refused, as `embed.diagnose` tells it. */
export type DenyReason =
  | "credential_missing"
  | "credential_ambiguous"
  | "credential_malformed"
  | "secret_in_url"
  | "operation_unknown"
  | "token_unknown"
  | "token_mismatch"
  | "embed_unknown"
  | "session_invalid"
  | "workspace_not_named"
  | "member_unknown"
  | "token_revoked"
  | "token_disabled"
  | "token_expired"
  | "token_lifetime_exceeded"
  | "owner_unknown"
  | "owner_suspended"
  | "owner_disabled"
  | "member_suspended"
  | "kind_not_accepted"
  | "capability_missing"
  | "scope_missing"
  | "owner_scope_missing"
  | "role_too_low"
  | "owner_role_too_low"
  | "address_not_listed"
  | "origin_missing"
  | "origin_empty"
  | "origin_null"
  | "origin_repeated"
  | "origin_malformed"
  | "origin_not_listed";
