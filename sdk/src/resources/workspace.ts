import type { Call } from "../call.ts";
import type { UpdateWorkspace, Workspace } from "../generated/types.ts";
import type { RequestOptions } from "../options.ts";

/** The workspace that the credential belongs to. Scope `account_management`. */
export interface WorkspaceResource {
  get(options?: RequestOptions): Promise<Workspace>;
  /** Changes the fields that are given. Policies hold for what is issued or edited from then on. */
  update(body: UpdateWorkspace, options?: RequestOptions): Promise<Workspace>;
}

export function createWorkspace(call: Call): WorkspaceResource {
  return {
    get: (options) => call("getWorkspace", {}, options),
    update: (body, options) => call("updateWorkspace", { body }, options),
  };
}
