import { randomBytes } from "node:crypto";
import { PEOPLE_SHAPES } from "../../../contract/api/people.ts";
import { PEOPLE_OPERATIONS } from "../../../contract/operations/people.ts";
import { readEnvironment } from "../../environment.ts";
import type { CommitParts } from "../../http/commit.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { reinstate, remove, suspend, update } from "./change-member.ts";
import { getGrantableRights } from "./grantable-rights.ts";
import { invite, renewInvitation } from "./invite-member.ts";
import { get, list } from "./read-members.ts";

const { DIRECTORY_TABLE } = readEnvironment("DIRECTORY_TABLE");
const parts: CommitParts = { directory: tableOf(createClient(), DIRECTORY_TABLE), randomBytes };

export const handler = createHandler(
  createLogger(),
  { operations: PEOPLE_OPERATIONS, shapes: PEOPLE_SHAPES },
  {
    listMembers: (request) => list(parts, request),
    inviteMember: (request) => invite(parts, request),
    getMember: (request) => get(parts, request),
    updateMember: (request) => update(parts, request),
    removeMember: (request) => remove(parts, request),
    suspendMember: (request) => suspend(parts, request),
    reinstateMember: (request) => reinstate(parts, request),
    renewInvitation: (request) => renewInvitation(parts, request),
    getGrantableRights: (request) => getGrantableRights(parts, request),
  },
);
