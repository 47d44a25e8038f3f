import type { Harbor } from './harbor.ts';
import { retained, SCHEDULES } from './retention.ts';
import { deleteReference } from './references.ts';
import { topLevel } from './routes/views.ts';
import type { Execution, Retention } from './state.ts';

type Task = Omit<Execution['tasks'][number], 'id'>;

/**
 * Carries out a project's policy, or only tells what it would do.
 *
 * @returns what was done; a repository of which something could not be removed is an error
 *   of its own, and stops no other
 */
export async function carryOut(
  harbor: Harbor,
  { id, policy, projectId }: Retention,
  how: Pick<Execution, 'dryRun' | 'trigger'>,
): Promise<Execution> {
  const { content, state } = harbor;
  const startedAt = new Date().toISOString();
  const project = state.projects.find(each => each.id === projectId);
  const tasks: Task[] = [];
  for (const name of project ? await content.repositories(project.name) : [])
    tasks.push(await retain(harbor, name, policy, how.dryRun));
  return state.addExecution({
    policyId: id,
    ...how,
    startedAt,
    endedAt: new Date().toISOString(),
    tasks,
  });
}

async function retain(
  harbor: Harbor,
  name: string,
  policy: Retention['policy'],
  dryRun: boolean,
): Promise<Task> {
  const revisions = topLevel(await harbor.content.revisions(name));
  const inProject = name.slice(name.indexOf('/') + 1);
  const now = new Date();
  const { kept, removed } = retained(policy, inProject, revisions, now);
  const lines = kept.map(each => `RETAIN ${labelOf(each)}`);
  let status: Task['status'] = 'Success';
  for (const each of removed) {
    try {
      if (!dryRun) await deleteReference(harbor, name, each.digest);
      lines.push(`DEL ${labelOf(each)}${dryRun ? ' (dry run)' : ''}`);
    } catch (error) {
      status = 'Error';
      lines.push(`ERROR ${labelOf(each)}: ${String(error)}`);
    }
  }
  return {
    repository: inProject,
    status,
    total: revisions.length,
    retained: kept.length,
    log: `${lines.join('\n')}\n`,
  };
}

function labelOf({
  digest,
  tags,
}: {
  readonly digest: string;
  readonly tags: readonly { readonly name: string }[];
}): string {
  return [digest, ...tags.map(({ name }) => name)].join(' ');
}

/** Policies whose time has come. */
export function dueRetentions(
  retentions: readonly Retention[],
  now: Date,
): Retention[] {
  return retentions.filter(({ policy, scheduledAt }) => {
    const every = SCHEDULES[policy.trigger.settings.cron];
    return (
      every !== undefined && now.getTime() - Date.parse(scheduledAt) >= every
    );
  });
}

/** Carries out the policies whose time has come, one after the other. */
export async function carryOutDue(harbor: Harbor): Promise<void> {
  const now = new Date();
  for (const due of dueRetentions(harbor.state.retentions, now)) {
    const scheduledAt = now.toISOString();
    await harbor.state.putRetention({ ...due, scheduledAt });
    await carryOut(harbor, due, { dryRun: false, trigger: 'Schedule' });
  }
}
