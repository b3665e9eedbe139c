/** Where the console begins; also where the issuer sends people back to. */
export const HOME = "/console/";

/** Address of a page of a workspace. */
export function workspacePath(workspaceId: string, page: string): string {
  return `/console/workspace/${workspaceId}/${page}`;
}
