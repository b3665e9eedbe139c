import type { Call } from "../call.ts";
import type { CreateWorkspace, UpdateWorkspace, Workspace } from "../generated/types.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** The workspace that the credential belongs to. Scope `account_management`. */
export interface WorkspaceResource {
  get(options?: RequestOptions): Promise<Workspace>;
  /** Changes the fields that are given. Policies hold for what is issued or edited from then on. */
  update(body: UpdateWorkspace, options?: RequestOptions): Promise<Workspace>;
  /**
   * Makes another workspace, whose first owner is whoever is signed in; name it in the next client. Takes a console session with the role owner: no
   * token opens it.
   */
  create(body: CreateWorkspace, options?: CreateOptions): Promise<Workspace>;
}

export function createWorkspace(call: Call): WorkspaceResource {
  return {
    get: (options) => call("getWorkspace", {}, options),
    update: (body, options) => call("updateWorkspace", { body }, options),
    create: (body, options) => call("createWorkspace", { body }, options),
  };
}
