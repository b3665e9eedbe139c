// Runs the engine on the data directory given as argument and prints its endpoint: something to kill.
import { startDynamoDb } from "../../../local/dynamodb/start-dynamodb.ts";
import { TABLE } from "./things-table.ts";

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error("usage: engine-child.ts <data directory>");
const engine = await startDynamoDb({ dataDir, sweepIntervalMs: 0 });
await engine.createTables([TABLE]);
process.stdout.write(`${engine.endpoint}\n`);
