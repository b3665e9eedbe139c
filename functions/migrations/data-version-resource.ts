import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { firstWorkspaceId } from "../domain/first-workspace.ts";
import { answerCustomResource } from "../http/custom-resource.ts";
import { type DataState, hasWorkspace, putDataState, putFirstDataState, readDataState } from "../store/data-state.ts";
import { transact } from "../store/transact.ts";
import { BASELINE_VERSION } from "./data-version.ts";
import type { Release } from "./migration.ts";
import { planUpgrade } from "./plan-upgrade.ts";
import { type MigrationParts, pagesOf, runMigrations } from "./run-migrations.ts";

export interface DataVersionParts extends MigrationParts {
  readonly release: Release;
}

/** Lambda calls a function three times in all when it fails and nobody waits for it. */
const RUNS_MAX = 3;

/** The time is over and Lambda calls again. */
class UnfinishedError extends Error {
  override readonly name = "UnfinishedError";
}

/**
 * The two custom resources that keep data and functions of one release together. `migrate` comes before every other function is replaced: it refuses what
 * must not be deployed on this data, and runs the migrations. `confirm` comes after everything else: from then on there is no way back to a release with an
 * older data version.
 *
 * Create and Update are alike, because tables can be older than the stack; Delete keeps everything.
 */
export function createDataVersionResource(parts: DataVersionParts) {
  const { tables, release, logger } = parts;
  const { directory } = tables;

  return async function handle(event: CloudFormationCustomResourceEvent, deadlineEpochMs: number): Promise<void> {
    const PhysicalResourceId =
      event.RequestType === "Create" ? `data-version-${event.ResourceProperties.step}` : event.PhysicalResourceId;
    try {
      if (event.RequestType !== "Delete") await perform(event, deadlineEpochMs);
    } catch (error) {
      if (error instanceof UnfinishedError) throw error;
      const { name, message } = error instanceof Error ? error : { name: "unknown", message: "unknown fault" };
      logger.error("data version failed", { errorName: name, errorMessage: message });
      await answerCustomResource(event, { Status: "FAILED", PhysicalResourceId, Reason: message });
      return;
    }
    await answerCustomResource(event, { Status: "SUCCESS", PhysicalResourceId });
  };

  async function perform(event: CloudFormationCustomResourceEvent, deadlineEpochMs: number): Promise<void> {
    const { step, dataVersion } = event.ResourceProperties;
    if (dataVersion !== String(release.dataVersion)) {
      throw new Error(`the template is for data version ${dataVersion}, and the function for ${release.dataVersion}`);
    }
    if (step === "migrate") await migrate(event, deadlineEpochMs);
    else if (step === "confirm") await confirm();
    else throw new Error(`there is no step "${step}"`);
  }

  async function migrate(event: CloudFormationCustomResourceEvent, deadlineEpochMs: number): Promise<void> {
    const from = (await readDataState(directory)) ?? (await writeFirstState(event.StackId));
    const plan = planUpgrade(from, release);
    if (!plan.isAllowed) throw new Error(plan.refusal);
    const state = await runMigrations(parts, plan.migrations, { from, deadlineEpochMs });
    if (state.version < release.dataVersion) await endUnfinished(state, event.RequestId);
  }

  /** Data without a state is that of a stack which has just been made, or which was made before there were versions. */
  async function writeFirstState(stackId: string): Promise<DataState> {
    const isOld = await hasWorkspace(directory, firstWorkspaceId(stackId));
    const version = isOld ? BASELINE_VERSION : release.dataVersion;
    await transact(directory.client, [putFirstDataState(directory, { version, deployedVersion: version })]);
    return requireState();
  }

  /** Counts the runs in the state, because nothing in the event tells the last one. */
  async function endUnfinished(from: DataState, requestId: string): Promise<never> {
    let state = from;
    let runs = runsOf(state, requestId) + 1;
    while (!(await write(state, { ...state, request: { id: requestId, runs } }))) {
      state = await requireState();
      runs = runsOf(state, requestId) + 1;
    }
    const soFar = `The data has version ${state.version} of ${release.dataVersion}, and ${pagesOf(state)} pages of the next are done.`;
    if (runs < RUNS_MAX) throw new UnfinishedError(`${soFar} The next run goes on.`);
    throw new Error(`The time is over. ${soFar} Deploy again: it goes on from there.`);
  }

  /** Rolling back confirms what was confirmed already. */
  async function confirm(): Promise<void> {
    for (let state = await requireState(); state.deployedVersion < release.dataVersion; state = await requireState()) {
      if (state.version < release.dataVersion) throw new Error(`the data has version ${state.version} only`);
      await write(state, { ...state, deployedVersion: release.dataVersion });
    }
  }

  /** False when somebody has changed the state since it was read. */
  async function write(before: DataState, after: DataState): Promise<boolean> {
    return (await transact(directory.client, [putDataState(directory, before, after)])).written;
  }

  async function requireState(): Promise<DataState> {
    const state = await readDataState(directory);
    if (state === undefined) throw new Error("the state of the data is gone");
    return state;
  }
}

function runsOf({ request }: DataState, requestId: string): number {
  return request?.id === requestId ? request.runs : 0;
}
