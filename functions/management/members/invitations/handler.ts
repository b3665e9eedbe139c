import { randomBytes } from "node:crypto";
import { PEOPLE_SHAPES } from "../../../../contract/api/people.ts";
import { PEOPLE_OPERATIONS } from "../../../../contract/operations/people.ts";
import { readEnvironment } from "../../../environment.ts";
import { createHandler } from "../../../http/create-handler.ts";
import { createLogger } from "../../../http/logger.ts";
import { createIdTokenVerifier } from "../../../issuer/id-token.ts";
import { createClient, tableOf } from "../../../store/client.ts";
import { acceptInvitation, type InvitationParts } from "./accept-invitation.ts";
import { listSignInWorkspaces } from "./sign-in-workspaces.ts";

const environment = readEnvironment("DIRECTORY_TABLE", "ISSUER_URL", "ISSUER_CLIENT_ID", "ISSUER_JWKS_URI");
const parts: InvitationParts = {
  directory: tableOf(createClient(), environment.DIRECTORY_TABLE),
  randomBytes,
  verifyIdToken: createIdTokenVerifier({
    issuerUrl: environment.ISSUER_URL,
    clientId: environment.ISSUER_CLIENT_ID,
    jwksUri: environment.ISSUER_JWKS_URI,
  }),
};

export const handler = createHandler(
  createLogger(),
  { operations: PEOPLE_OPERATIONS, shapes: PEOPLE_SHAPES },
  {
    acceptInvitation: (request) => acceptInvitation(parts, request),
    listSignInWorkspaces: (request) => listSignInWorkspaces(parts, request),
  },
);
