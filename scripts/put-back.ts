import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Differences, putBack } from "./put-back/put-back.ts";

const HELP = `Puts the data of a restored table back into the stack's own table, which AWS cannot do: it restores into a new one.

  npm run put-back -- --from <restored table> --to <table of the stack> [--write]

  --from   the restored table; it is only read
  --to     the table that afterwards has the same items, and no others
  --write  writes; without it, the command says what it would do
  --help   this text

It takes credentials and Region from the environment, as the AWS CLI does, and needs dynamodb:Scan and BatchGetItem on both tables, and BatchWriteItem on
the one of --to. Both tables are read as a whole, also without --write, and reads are paid.
Close the API first: docs/operations/backup-and-restore.md. Run again, it goes on where it was.
Exit code 0 when all is done, 1 when something failed, 2 for a mistake in the call.`;

const PROGRESS_INTERVAL_MS = 2000;
let toldEpochMs = Date.now();

const { values } = parse();
if (values.help === true) console.log(HELP);
else process.exitCode = await main(values);

async function main({ from, to, write: writes = false }: typeof values): Promise<number> {
  if (from === undefined || to === undefined || from === to) {
    console.error("--from and --to must name two tables; --help tells more");
    return 2;
  }
  const client = new DynamoDBClient({});
  try {
    const differences = await putBack({ client, from, to, writes, onProgress: tellProgress });
    console.log(describe(differences, writes));
    if (!writes && differences.put + differences.deleted > 0) console.log("Nothing was written: --write does.");
    return 0;
  } catch (error) {
    console.error(`Not put back: ${error instanceof Error ? error.message : error}`);
    return 1;
  } finally {
    client.destroy();
  }
}

function tellProgress({ same, put, deleted }: Differences): void {
  if (Date.now() < toldEpochMs + PROGRESS_INTERVAL_MS) return;
  toldEpochMs = Date.now();
  console.error(`${same + put} items compared, ${put} different, ${deleted} too many so far`);
}

function describe({ same, put, deleted }: Differences, writes: boolean): string {
  const [putWord, deletedWord] = writes ? ["put back", "deleted"] : ["to be put back", "to be deleted"];
  return `${same} alike, ${put} ${putWord}, ${deleted} ${deletedWord}`;
}

function parse() {
  try {
    return parseArgs({
      options: {
        from: { type: "string" },
        to: { type: "string" },
        write: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}; --help tells more`);
    process.exit(2);
  }
}
