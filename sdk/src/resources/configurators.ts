import type { Call } from "../call.ts";
import type {
  Configurator,
  ConfiguratorSummary,
  ConfiguratorVersion,
  ConfiguratorVersionSummary,
  CreateConfigurator,
  ListConfiguratorsQuery,
  ListConfiguratorVersionsQuery,
  PublishConfigurator,
  RollbackConfigurator,
  UpdateConfigurator,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** Configurator documents: a draft that changes, and published versions that never do. Scope `configurator`. */
export interface Configurators {
  /** The configurators of the workspace, without their documents. 25 a page, 100 at most. */
  list(query?: ListConfiguratorsQuery, options?: RequestOptions): List<ConfiguratorSummary>;
  /** Creates a configurator with a first draft. Nothing is published. */
  create(body: CreateConfigurator, options?: CreateOptions): Promise<Configurator>;
  /** With its draft. Ends with `not_found`. */
  get(configuratorId: string, options?: RequestOptions): Promise<Configurator>;
  /**
   * Changes the name, or replaces the whole draft. With `draftRevision` the draft is replaced only if it still has that revision, and the call
   * ends with `changed_meanwhile` otherwise.
   */
  update(configuratorId: string, body: UpdateConfigurator, options?: RequestOptions): Promise<Configurator>;
  /** Deletes the configurator; configurations that were saved with it stay. */
  delete(configuratorId: string, options?: RequestOptions): Promise<void>;
  /**
   * Publishes the draft as a new version, which websites then load. Ends with `document_not_valid` when the draft is unfinished. All attempts
   * carry one idempotency key, so that a retry does not make a second version.
   */
  publish(configuratorId: string, body?: PublishConfigurator, options?: CreateOptions): Promise<ConfiguratorVersion>;
  /** Makes an earlier version the published one again. */
  rollback(configuratorId: string, body: RollbackConfigurator, options?: RequestOptions): Promise<ConfiguratorVersion>;
  /** The published versions, without their documents. */
  listVersions(
    configuratorId: string,
    query?: ListConfiguratorVersionsQuery,
    options?: RequestOptions,
  ): List<ConfiguratorVersionSummary>;
  /** One published version with its document; versions count from 1. */
  getVersion(configuratorId: string, version: number, options?: RequestOptions): Promise<ConfiguratorVersion>;
}

export function createConfigurators(call: Call): Configurators {
  return {
    list: (query, options) =>
      createList((from) => call("listConfigurators", { query: { ...query, ...from } }, options)),
    create: (body, options) => call("createConfigurator", { body }, options),
    get: (configuratorId, options) => call("getConfigurator", { path: { configuratorId } }, options),
    update: (configuratorId, body, options) => call("updateConfigurator", { path: { configuratorId }, body }, options),
    delete: (configuratorId, options) => call("deleteConfigurator", { path: { configuratorId } }, options),
    publish: (configuratorId, body = {}, options) =>
      call("publishConfigurator", { path: { configuratorId }, body }, options),
    rollback: (configuratorId, body, options) =>
      call("rollbackConfigurator", { path: { configuratorId }, body }, options),
    listVersions: (configuratorId, query, options) =>
      createList((from) =>
        call("listConfiguratorVersions", { path: { configuratorId }, query: { ...query, ...from } }, options),
      ),
    getVersion: (configuratorId, version, options) =>
      call("getConfiguratorVersion", { path: { configuratorId, version } }, options),
  };
}
