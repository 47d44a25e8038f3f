import type {
  CiKnowledge,
  PipelineRun,
  ServiceRuns,
  TeamRuns,
} from '@pilothouse/plugin-platform-common';
import { newestFirst } from '../data/headline';

type Known = Extract<ServiceRuns, { kind: 'known' }>;

/** A run with the service that it is of. */
export interface TeamRun {
  readonly entityRef: string;
  readonly run: PipelineRun;
  /** Whether what is told of it may be over. */
  readonly stale: boolean;
  readonly startedAt: string;
}

/** Runs of all services of a team, the newest first. */
export function runsOfTeam({ services }: TeamRuns): TeamRun[] {
  return newestFirst(
    Object.entries(services).flatMap(([entityRef, told]) =>
      told.kind === 'known'
        ? told.runs.map(run => ({
            entityRef,
            run,
            stale: told.knowledge.kind === 'stale',
            startedAt: run.startedAt,
          }))
        : [],
    ),
  );
}

/** What is known the worst of services: that of the longest silence, else the oldest. */
export function worstKnowledge({
  services,
}: TeamRuns): CiKnowledge | undefined {
  const all = Object.values(services)
    .filter((told): told is Known => told.kind === 'known')
    .map(({ knowledge }) => knowledge);
  const rank = (knowledge: CiKnowledge) =>
    knowledge.kind === 'stale'
      ? ([0, Date.parse(knowledge.since)] as const)
      : ([1, Date.parse(knowledge.readAt)] as const);
  return all.sort((a, b) => {
    const [[kindA, timeA], [kindB, timeB]] = [rank(a), rank(b)];
    return kindA - kindB || timeA - timeB;
  })[0];
}

/** Services that have a pipeline which is not shown, by why that is so. */
export function unseenOf({ services }: TeamRuns) {
  const all = Object.entries(services);
  const of = (kind: ServiceRuns['kind']) =>
    all.filter(([, told]) => told.kind === kind).map(([ref]) => ref);
  return {
    absent: of('job-absent'),
    silent: of('not-heard'),
    notPermitted: of('not-permitted'),
    unbuilt: of('not-annotated'),
    noServer: all.length > 0 && of('not-configured').length === all.length,
  };
}
