import { toError } from '@backstage/errors';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import type { Surroundings } from '../actions/Surroundings';
import { nameProblem } from '../service/name';
import { findPlaces, type Place } from '../service/places';
import { thingsOf, type Service } from '../service/service';
import { handlerOf, type Maker } from '../things/Handlers';
import { keyOf, wordsOf, type RepositoryAddress } from '../things/thing';
import type { Chart } from './chart';
import { demandOf } from './demand';
import { quotaProblems } from './quota';

/** Something that must hold for a service to be made, and whether it does. */
export interface Check {
  readonly check: 'name' | 'owner' | 'namespace' | 'free' | 'quota' | 'chart';
  readonly ok: boolean;
  readonly message: string;
}

/** What is checked. */
export interface Subject {
  readonly service: Service;
  readonly maker: Maker;
  readonly repository: RepositoryAddress;
  readonly environments: readonly string[];
  readonly cluster?: string;
  readonly chart?: Chart;
}

/**
 * Looks at all that could be in the way of a service. Of a team's places nothing is told to
 * those who do not belong to it.
 */
export async function checksOf(
  surroundings: Surroundings,
  subject: Subject,
  signal?: AbortSignal,
): Promise<{ checks: Check[]; places: Place[] }> {
  const { kube, people } = surroundings;
  const { service, maker, environments, cluster } = subject;
  const { team, name } = service;
  const stranger = await people.strangerTo(team, maker.userEntityRef);
  const first = [
    said('name', nameProblem(name), `${name} can be a host name`),
    said('owner', stranger, `You belong to ${team}`),
  ];
  if (stranger) return { checks: first, places: [] };
  const found = findPlaces(kube.reader, { team, environments, cluster });
  const places = found.flatMap(each =>
    each.kind === 'found' ? [each.place] : [],
  );
  const checks = [
    ...first,
    ...found.map(each =>
      said(
        'namespace',
        each.kind === 'found' ? undefined : each.because,
        each.kind === 'found'
          ? `${each.place.environment} is ${each.place.namespace} in ${each.place.cluster}`
          : '',
      ),
    ),
    ...(await freeChecks(surroundings, subject, places, signal)),
    ...places.map(place => quotaCheck(kube.reader, place, subject.chart)),
  ];
  return { checks, places };
}

function said(
  check: Check['check'],
  problem: string | undefined,
  fine: string,
): Check {
  return { check, ok: problem === undefined, message: problem ?? fine };
}

/** What the run has claimed is free, whatever has come of it since. */
async function freeChecks(
  { claims, handlers, images }: Surroundings,
  { service, repository, maker }: Subject,
  places: readonly Place[],
  signal?: AbortSignal,
): Promise<Check[]> {
  const hasRegistry = images !== undefined;
  const own = (await claims.ofTask(maker.taskId)).map(
    ({ thing }) => `${thing.kind} ${keyOf(thing)}`,
  );
  const open = thingsOf(service, { repository, places, hasRegistry }).filter(
    thing => !own.includes(`${thing.kind} ${keyOf(thing)}`),
  );
  return Promise.all(
    open.map(async thing => {
      const words = wordsOf(thing);
      try {
        const there = await handlerOf(handlers, thing).exists(maker, signal);
        const taken = there
          ? `The name is taken: there is ${words}`
          : undefined;
        return said('free', taken, `Free: ${words}`);
      } catch (error) {
        signal?.throwIfAborted();
        const { message } = toError(error);
        return said('free', `Whether there is ${words}: ${message}`, '');
      }
    }),
  );
}

function quotaCheck(
  kube: KubeReader,
  { cluster, environment, namespace }: Place,
  chart: Chart | undefined,
): Check {
  const values = chart?.ofEnvironment.get(environment);
  if (!values) {
    return said('chart', undefined, `Nothing is known of a chart`);
  }
  const reader = kube.cluster(cluster);
  const problems = quotaProblems(
    demandOf(values),
    reader?.list('resourcequotas', { namespace }) ?? [],
    reader?.list('limitranges', { namespace }) ?? [],
  );
  return said(
    'quota',
    problems.length > 0 ? `${namespace}: ${problems.join('; ')}` : undefined,
    `${namespace} has room for it`,
  );
}
