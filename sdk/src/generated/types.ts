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
    /** Up to 20 texts of your own, such as a customer reference */
    readonly metadata?: {
        readonly [key: string]: string;
    };
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
    readonly [key: string]: string | number | boolean;
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
    readonly token: string;
    readonly configuratorId?: string;
};

export type CreateToken = {
    readonly kind: "public";
    readonly label: string;
    readonly note?: string;
    /**
     * Format: date-time
     * Absent: does not expire
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly expiresAt?: string;
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
} | {
    readonly kind: "private";
    readonly label: string;
    readonly note?: string;
    /**
     * Format: date-time
     * Absent: does not expire
     * @example 2026-11-22T12:00:00.000Z
     */
    readonly expiresAt?: string;
    /** Default: the owner of the credential that creates it */
    readonly owner?: OwnerReference;
    /** @default viewer */
    readonly role?: Role;
    readonly scopes: readonly ("account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write")[];
    /**
     * `all`, or the ids of the permitted services; an empty list permits none
     * @default all
     */
    readonly services?: "all" | readonly string[];
};

export type OwnerReference = {
    readonly type: "member" | "service_account";
    readonly id: string;
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
    /** null: does not expire */
    readonly expiresAt?: string | null;
};

export type Scope = "account_management:read" | "account_management:write" | "analytics:read" | "analytics:write" | "billing:read" | "billing:write" | "configurator:read" | "configurator:write" | "embed:load" | "embed:save" | "embed:resume" | "embed:track";

export type RotateToken = {
    /**
     * How long the old secret still counts; 0 ends it at once
     * @default 0
     */
    readonly graceSeconds?: number;
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

export type CreateServiceAccount = {
    /**
     * Service-account name: letters, digits, hyphen and underscore. The name is the id.
     * @example web-shop
     */
    readonly name: string;
    readonly description?: string;
};

export type UpdateServiceAccount = {
    readonly description: string | null;
};

export type CreateConfigurator = {
    readonly name: string;
    readonly draft: ConfiguratorDocument;
};

/** What a shopper can choose, what it costs and what it looks like */
export type ConfiguratorDocument = {
    readonly schemaVersion: 1;
    /** Name of the product; one text per locale */
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
    readonly media: Media;
};

export type Attribute = TextAttribute | NumberAttribute | BooleanAttribute | ColorAttribute | ChoiceAttribute;

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
    /** What the shopper chooses; one text per locale */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale */
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
    /** What the shopper chooses; one text per locale */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale */
    readonly help?: {
        readonly [key: string]: string;
    };
    readonly min: number;
    /** Must be reachable from `min` in whole steps */
    readonly max: number;
    /** Greater than zero, at most 6 decimals */
    readonly step: number;
    /** Unit shown after the number; one text per locale */
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
    /** What the shopper chooses; one text per locale */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale */
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
    /** What the shopper chooses; one text per locale */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale */
    readonly help?: {
        readonly [key: string]: string;
    };
    readonly values: readonly {
        /**
         * What saved configurations hold
         * @example shade
         */
        readonly id: string;
        /** What the shopper sees; one text per locale */
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
    /** What the shopper chooses; one text per locale */
    readonly label: {
        readonly [key: string]: string;
    };
    /** One sentence below the label; one text per locale */
    readonly help?: {
        readonly [key: string]: string;
    };
    readonly values: readonly {
        /**
         * What saved configurations hold
         * @example shade
         */
        readonly id: string;
        /** What the shopper sees; one text per locale */
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

/** A picture made of layers that follow the values */
export type Media = {
    /** CSS pixels */
    readonly width: number;
    /** CSS pixels */
    readonly height: number;
    /** Text alternative of the picture; one text per locale */
    readonly alt: {
        readonly [key: string]: string;
    };
    /** From back to front, each over the whole picture */
    readonly layers: readonly Layer[];
};

export type Layer = {
    /**
     * Address of an image: an https URL, an http URL on localhost or below it, or a path that starts with one `/`. A path belongs to the page that embeds the configurator.
     * @example /images/shade-dome-sage.svg
     */
    readonly src: string;
    /**
     * Attribute id to the value, or the list of values, with which the layer is shown; all entries must hold. For a text, `true` means written and `false` means empty.
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

/** Only the fields that are given change */
export type UpdateConfigurator = {
    readonly name?: string;
    /** Replaces the whole draft */
    readonly draft?: ConfiguratorDocument;
    /** Refuse with 409 `changed_meanwhile` unless the draft still has this revision */
    readonly draftRevision?: number;
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

/** Only the fields that are given change */
export type UpdateWorkspace = {
    readonly name?: string;
    readonly policies?: {
        /** New tokens belong to service accounts only */
        readonly serviceAccountsOnly?: boolean;
        /** Domain lists cannot hold wildcards */
        readonly explicitDomainsOnly?: boolean;
    };
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
};

/** The gateway refused before any function ran; it never says why */
export type GatewayRefusal = {
    readonly message: string;
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
     * The version that was saved; it never changes
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

/**
 * Integer minor units by ISO 4217 currency code
 * @example {
 *       "EUR": 24900
 *     }
 */
export type Price = {
    readonly [key: string]: number;
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
     * The version that was saved; it never changes
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
    readonly reason: ("credential_missing" | "credential_ambiguous" | "credential_malformed" | "secret_in_url" | "operation_unknown" | "token_unknown" | "token_mismatch" | "session_invalid" | "workspace_not_named" | "member_unknown" | "token_revoked" | "token_disabled" | "token_expired" | "member_suspended" | "kind_not_accepted" | "capability_missing" | "scope_missing" | "role_too_low" | "origin_missing" | "origin_empty" | "origin_null" | "origin_repeated" | "origin_malformed" | "origin_not_listed") | null;
    readonly message: string;
    readonly fix: string | null;
    /** Page of the reason, relative to the API */
    readonly docs: string | null;
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
    /** null: does not expire */
    readonly expiresAt: string | null;
    /** At most a minute late */
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
        readonly previousValidUntil: string;
    } | null;
    /** The value. Always there for a public token; for others only in the answer that issues or rotates it */
    readonly token: string | null;
};

export type Owner = {
    readonly type: "member" | "service_account";
    readonly id: string;
    /** The member's email or the service account's name */
    readonly name: string;
};

export type RevokedToken = {
    readonly token: Token;
    readonly revocation: {
        /**
         * Format: date-time
         * RFC 3339 instant in UTC
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly revokedAt: string;
        /** After this time no request passes with the token */
        readonly boundSeconds: number;
        /**
         * Format: date-time
         * RFC 3339 instant in UTC
         * @example 2026-11-22T12:00:00.000Z
         */
        readonly effectiveAt: string;
    };
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
    /** Tokens it owns, revoked ones not counted */
    readonly tokenCount: number;
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
    readonly items: readonly Configuration[];
    /** Pass it as `cursor` for the next page; null on the last one */
    readonly nextCursor: string | null;
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
     * The version that was saved; it never changes
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
    /** Up to 20 texts of your own, such as a customer reference */
    readonly metadata: {
        readonly [key: string]: string;
    };
    /** Id of the public token */
    readonly savedWith: string;
    /** Origin of the page */
    readonly savedFrom: string | null;
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
        readonly kind: "private" | "session";
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
};

export type Health = {
    readonly status: "ok";
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
    readonly ownerType?: "member" | "service_account";
    readonly ownerId?: string;
    /** Part of the label, note, owner name or id; upper and lower case alike */
    readonly text?: string;
    /**
     * @default -createdAt
     */
    readonly sort?: "createdAt" | "-createdAt";
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
};

export type ListAuditEventsQuery = {
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
  loadConfigurator: { path: { configuratorId: string }; response: PublishedConfigurator };
  saveConfiguration: { body: SaveConfiguration; response: SavedConfiguration };
  resumeConfiguration: { path: { shortId: string }; response: ResumedConfiguration };
  trackEvents: { body: TrackEvents; response: TrackedEvents };
  diagnoseToken: { body: DiagnoseToken; response: Diagnosis };
  listTokens: { query?: ListTokensQuery; response: TokenPage };
  createToken: { body: CreateToken; response: Token };
  getToken: { path: { tokenId: string }; response: Token };
  updateToken: { path: { tokenId: string }; body: UpdateToken; response: Token };
  revokeToken: { path: { tokenId: string }; response: RevokedToken };
  disableToken: { path: { tokenId: string }; response: Token };
  enableToken: { path: { tokenId: string }; response: Token };
  rotateToken: { path: { tokenId: string }; body?: RotateToken; response: Token };
  finishRotation: { path: { tokenId: string }; response: Token };
  reassignToken: { path: { tokenId: string }; body: ReassignToken; response: Token };
  listServiceAccounts: { query?: ListServiceAccountsQuery; response: ServiceAccountPage };
  createServiceAccount: { body: CreateServiceAccount; response: ServiceAccount };
  getServiceAccount: { path: { serviceAccountId: string }; response: ServiceAccount };
  updateServiceAccount: { path: { serviceAccountId: string }; body: UpdateServiceAccount; response: ServiceAccount };
  deleteServiceAccount: { path: { serviceAccountId: string }; response: undefined };
  listConfigurators: { query?: ListConfiguratorsQuery; response: ConfiguratorPage };
  createConfigurator: { body: CreateConfigurator; response: Configurator };
  getConfigurator: { path: { configuratorId: string }; response: Configurator };
  updateConfigurator: { path: { configuratorId: string }; body: UpdateConfigurator; response: Configurator };
  deleteConfigurator: { path: { configuratorId: string }; response: undefined };
  publishConfigurator: { path: { configuratorId: string }; body?: PublishConfigurator; response: ConfiguratorVersion };
  rollbackConfigurator: { path: { configuratorId: string }; body: RollbackConfigurator; response: ConfiguratorVersion };
  listConfiguratorVersions: { path: { configuratorId: string }; query?: ListConfiguratorVersionsQuery; response: ConfiguratorVersionPage };
  getConfiguratorVersion: { path: { configuratorId: string; version: number }; response: ConfiguratorVersion };
  listConfigurations: { query?: ListConfigurationsQuery; response: ConfigurationPage };
  getConfiguration: { path: { shortId: string }; response: Configuration };
  deleteConfiguration: { path: { shortId: string }; response: undefined };
  getWorkspace: { response: Workspace };
  updateWorkspace: { body: UpdateWorkspace; response: Workspace };
  whoami: { response: Identity };
  listAuditEvents: { query?: ListAuditEventsQuery; response: AuditEventPage };
  getOpenApi: { response: GetOpenApiResponse };
  getHealth: { response: Health };
  getErrorPage: { path: { code: string }; response: GetErrorPageResponse };
}

/** Codes of problem details. `docs/errors` explains each. */
export type ErrorCode =
  | "malformed_json"
  | "invalid_query"
  | "invalid_cursor"
  | "invalid_idempotency_key"
  | "not_authorized"
  | "role_too_low"
  | "right_not_held"
  | "not_found"
  | "name_taken"
  | "owner_has_tokens"
  | "token_revoked"
  | "rotation_not_running"
  | "version_not_published"
  | "changed_meanwhile"
  | "idempotency_key_reused"
  | "body_too_large"
  | "unsupported_media_type"
  | "invalid_body"
  | "invalid_domain"
  | "service_account_required"
  | "owner_not_accepted"
  | "document_not_valid"
  | "values_not_accepted"
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
  | "session_invalid"
  | "workspace_not_named"
  | "member_unknown"
  | "token_revoked"
  | "token_disabled"
  | "token_expired"
  | "member_suspended"
  | "kind_not_accepted"
  | "capability_missing"
  | "scope_missing"
  | "role_too_low"
  | "origin_missing"
  | "origin_empty"
  | "origin_null"
  | "origin_repeated"
  | "origin_malformed"
  | "origin_not_listed";
