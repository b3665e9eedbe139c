import type { Call } from "../call.ts";
import type {
  CheckConfigurator,
  Configurator,
  ConfiguratorEvaluation,
  ConfiguratorPreview,
  ConfiguratorSummary,
  ConfiguratorVersion,
  ConfiguratorVersionSummary,
  CreateConfigurator,
  DocumentReview,
  EvaluateConfigurator,
  ListConfiguratorsQuery,
  ListConfiguratorVersionsQuery,
  NewConfiguratorVersion,
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
  /** What is wrong and what is doubtful about a document, without storing it. */
  check(body: CheckConfigurator, options?: RequestOptions): Promise<DocumentReview>;
  /** The draft as a page would load it, with what `check` says about it. No public token can read a draft. */
  preview(configuratorId: string, options?: RequestOptions): Promise<ConfiguratorPreview>;
  /**
   * What some values come to under the rules, and what they cost: of the published version, of another, or of the draft. Ends with
   * `values_not_accepted` for values that do not exist, and with `document_not_valid` for a draft that could not be published.
   */
  evaluate(
    configuratorId: string,
    body: EvaluateConfigurator,
    options?: RequestOptions,
  ): Promise<ConfiguratorEvaluation>;
  /**
   * Publishes the draft as a new version, which websites then load. Ends with `document_not_valid` when the draft is unfinished; `warnings` of
   * the answer say what is perhaps not meant. All attempts carry one idempotency key, so that a retry does not make a second version.
   */
  publish(configuratorId: string, body?: PublishConfigurator, options?: CreateOptions): Promise<NewConfiguratorVersion>;
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
    check: (body, options) => call("checkConfigurator", { body }, options),
    preview: (configuratorId, options) => call("previewConfigurator", { path: { configuratorId } }, options),
    evaluate: (configuratorId, body, options) =>
      call("evaluateConfigurator", { path: { configuratorId }, body }, options),
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
