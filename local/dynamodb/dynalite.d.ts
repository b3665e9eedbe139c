// Types for the parts of dynalite 4.0.0 that the local DynamoDB builds on. dynalite ships none.

declare module "dynalite/db/index.js" {
  /** An attribute value as it travels: binary is base64 text, numbers are decimal text. Exactly one member is set. */
  export interface AttributeValue {
    S?: string;
    N?: string;
    B?: string;
    BOOL?: boolean;
    NULL?: boolean;
    SS?: string[];
    NS?: string[];
    BS?: string[];
    L?: AttributeValue[];
    M?: AttributeMap;
  }
  export type AttributeMap = Record<string, AttributeValue>;

  export interface KeySchemaElement {
    AttributeName: string;
    KeyType: "HASH" | "RANGE";
  }
  export interface IndexDescription {
    IndexName: string;
    KeySchema: KeySchemaElement[];
    Projection: {
      ProjectionType: "ALL" | "KEYS_ONLY" | "INCLUDE";
      NonKeyAttributes?: string[];
    };
    IndexArn?: string;
    IndexStatus?: string;
    ItemCount?: number;
    IndexSizeBytes?: number;
  }
  export interface StoredTable {
    TableName: string;
    TableStatus: string;
    TableArn: string;
    TableId: string;
    CreationDateTime: number;
    AttributeDefinitions: {
      AttributeName: string;
      AttributeType: "S" | "N" | "B";
    }[];
    KeySchema: KeySchemaElement[];
    GlobalSecondaryIndexes?: IndexDescription[];
    LocalSecondaryIndexes?: IndexDescription[];
    ItemCount: number;
    TableSizeBytes: number;
    BillingModeSummary?: { BillingMode: string };
  }

  export interface RangeOptions {
    gt?: string;
    gte?: string;
    lt?: string;
    lte?: string;
    reverse?: boolean;
    limit?: number;
  }
  export interface LevelIterator<Entry> extends AsyncIterable<Entry> {
    nextv(size: number): Promise<Entry[]>;
    close(): Promise<void>;
  }
  export type LevelOperation = { type: "put"; key: string; value: unknown } | { type: "del"; key: string };
  export interface LevelDatabase {
    open(): Promise<void>;
    close(): Promise<void>;
    get(key: string): Promise<unknown>;
    batch(operations: LevelOperation[]): Promise<void>;
    keys(range: RangeOptions): LevelIterator<string>;
    values(range: RangeOptions): LevelIterator<unknown>;
    iterator(range: RangeOptions): LevelIterator<[string, unknown]>;
    clear(range: RangeOptions): Promise<void>;
  }
  export interface EngineOptions {
    path?: string;
    maxItemSize?: number;
  }
  export interface EngineStore {
    options: EngineOptions;
    db: LevelDatabase;
  }

  /** A document path: the attribute name first, then map keys and list positions. */
  export type DocumentPath = (string | number)[];
  export interface ExpressionNode {
    type: string;
    name?: string;
    args: ExpressionOperand[];
  }
  export type ExpressionOperand = DocumentPath | ExpressionNode | AttributeValue;
  export interface ParsedCondition {
    expression: ExpressionNode;
    pathHeads: Record<string, true>;
    nestedPaths: Record<string, true>;
  }
  export interface ParsedProjection {
    paths: DocumentPath[];
    nestedPaths: Record<string, true>;
  }
  export interface ParsedUpdate {
    sections: {
      type: string;
      path: DocumentPath;
      val?: ExpressionOperand;
      attrType?: string;
    }[];
    paths: DocumentPath[];
    nestedPaths: Record<string, true>;
  }

  interface Db {
    create(options: EngineOptions): EngineStore;
    createKey(item: AttributeMap, table: StoredTable): string;
    validateKey(key: AttributeMap, table: StoredTable): Error | null | undefined;
    validateItem(item: AttributeMap, table: StoredTable): Error | null | undefined;
    validateKeyPaths(nestedPaths: Record<string, true> | undefined, table: StoredTable): Error | null | undefined;
    /** Throws on a missing operand. */
    compare(comparison: "<" | ">", left: AttributeValue, right: AttributeValue): boolean;
    getIndexActions(
      indexes: IndexDescription[],
      existingItem: AttributeMap | undefined,
      item: AttributeMap | undefined,
      table: StoredTable,
    ): {
      puts: { index: string; key: string; item: AttributeMap }[];
      deletes: { index: string; key: string }[];
    };
    itemSize(item: AttributeMap): number;
    capacityUnits(item: AttributeMap | undefined, isRead: boolean, isConsistent: boolean): number;
    mapPaths(paths: DocumentPath[], item: AttributeMap): AttributeMap;
  }
  const db: Db;
  export default db;
}

declare module "dynalite/validations/index.js" {
  import type { EngineStore } from "dynalite/db/index.js";

  /** dynalite's description of a request member: a type name, or a type with constraints and children. */
  export type MemberType = string | MemberDescription;
  export interface MemberDescription {
    type: string;
    notNull?: boolean;
    required?: boolean;
    tableName?: boolean;
    enum?: string[];
    regex?: string;
    lengthGreaterThanOrEqual?: number;
    lengthLessThanOrEqual?: number;
    children?: MemberType | MemberTypes;
  }
  export interface MemberTypes {
    [member: string]: MemberType;
  }
  export interface RequestValidation {
    types: MemberTypes;
    custom?(request: object, store: EngineStore): string | undefined;
  }
  interface Validations {
    /** Keeps the known members; throws SerializationException on a wrong type. */
    checkTypes(body: object, types: MemberTypes): object;
    /** Throws ValidationException; adds the parsed expressions (`_condition`, `_updates`, ...) to the request. */
    checkValidations(
      request: object,
      types: MemberTypes,
      custom: RequestValidation["custom"] | undefined,
      store: EngineStore,
    ): void;
  }
  const validations: Validations;
  export default validations;
}

declare module "dynalite/validations/*" {
  import type { RequestValidation } from "dynalite/validations/index.js";

  const validation: RequestValidation;
  export default validation;
}

declare module "dynalite/actions/*" {
  type Callback = (error: unknown, response?: Record<string, unknown>) => void;
  const action: (store: unknown, request: unknown, callback: Callback) => void;
  export default action;
}
