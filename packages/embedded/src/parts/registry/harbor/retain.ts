import type { Harbor } from './harbor.ts';
import { retained, SCHEDULES, type Verdict } from './retention.ts';
import type { Revision } from './content.ts';
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
  const inProject = name.slice(name.indexOf('/') + 1);
  let all: readonly Revision[];
  try {
    all = await harbor.content.revisions(name);
  } catch (error) {
    return {
      repository: inProject,
      status: 'Error',
      total: 0,
      retained: 0,
      log: `ERROR ${String(error)}\n`,
    };
  }
  const revisions = topLevel(all);
  const now = new Date();
  const verdict = retained(policy, inProject, revisions, now);
  const { kept, removed } = withListed(verdict, all);
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

/**
 * Keeps also what is listed in something that is kept, as the images of one for several
 * platforms, which may have tags of their own.
 *
 * @param all - of the repository, with those that are only listed in another
 */
export function withListed(
  { kept, removed }: Verdict,
  all: readonly Revision[],
): Verdict {
  const known = new Map(all.map(each => [each.digest, each]));
  const listed = new Set<string>();
  const visit = ({ manifest }: Revision) => {
    for (const { digest } of manifest.manifests ?? []) {
      const inner = known.get(digest);
      if (!inner || listed.has(digest)) continue;
      listed.add(digest);
      visit(inner);
    }
  };
  kept.forEach(visit);
  return {
    kept: [...kept, ...removed.filter(({ digest }) => listed.has(digest))],
    removed: removed.filter(({ digest }) => !listed.has(digest)),
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
  const { state } = harbor;
  for (const { id } of dueRetentions(state.retentions, now)) {
    // Somebody may have changed it, or taken it away, while those before were carried out.
    const due = state.retentions.find(each => each.id === id);
    if (due === undefined || dueRetentions([due], now).length === 0) continue;
    const current = { ...due, scheduledAt: now.toISOString() };
    await state.putRetention(current);
    await carryOut(harbor, current, { dryRun: false, trigger: 'Schedule' });
  }
}
