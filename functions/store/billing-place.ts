import { placeKey } from "./keys.ts";
import { getItem, put, type Table } from "./table.ts";
import { transact } from "./transact.ts";

const RUN = "billing";

/** The last workspace that a run was done with which had to end early. Undefined: begin at the first. */
export async function readBillingPlace(directory: Table): Promise<string | undefined> {
  const place = await getItem<{ readonly after?: string }>(directory, placeKey(RUN));
  return place?.after;
}

export async function writeBillingPlace(directory: Table, after: string | undefined): Promise<void> {
  await transact(directory.client, [put(directory, { after, ...placeKey(RUN) })]);
}
