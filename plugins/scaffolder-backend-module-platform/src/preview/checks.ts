import type { CreationCheck } from '@pilothouse/plugin-platform-common';
import {
  brokenLimits,
  type KubeReader,
} from '@pilothouse/plugin-platform-node';
import type { Surroundings } from '../actions/Surroundings';
import { outlineOf } from '../http/remote';
import { nameProblem, newNameProblem } from '../service/name';
import {
  findPlaces,
  type Looked,
  type Place,
  type Placement,
} from '../service/places';
import { thingsOf, type Service } from '../service/service';
import { handlerOf, type Maker } from '../things/Handlers';
import {
  keyOf,
  whereOf,
  wordsOf,
  type RepositoryAddress,
  type Thing,
} from '../things/thing';
import type { Chart } from './chart';
import { demandOf, resourcesOf } from './demand';
import { hostChecks, hostsOf } from './hosts';
import { limitText } from './limits';
import { quotaAmounts, quotaCheckOf } from './quota';
import { podsForRollout } from './rollout';

/** What is checked. */
export interface Subject {
  readonly service: Service;
  readonly maker: Maker;
  /** Missing where it is not known yet. */
  readonly repository?: RepositoryAddress;
  readonly environments: readonly string[];
  readonly cluster?: string;
  readonly chart?: Chart;
  /** Where it is bound to middleware once it is deployed. */
  readonly boundIn?: string;
}

/**
 * Looks at all that could be in the way of a service. Of a team's places nothing is told to
 * those who do not belong to it, and no system is asked about what is no name: it could
 * stand for something of another team there.
 */
export async function checksOf(
  surroundings: Surroundings,
  subject: Subject,
  signal?: AbortSignal,
): Promise<{ checks: CreationCheck[]; places: Place[] }> {
  const { images, kube, people } = surroundings;
  const { service, maker, environments, cluster, repository } = subject;
  const { team, name } = service;
  const disowned =
    nameProblem(team) ?? (await people.strangerTo(team, maker.userEntityRef));
  const misnamed = newNameProblem(name);
  const first: CreationCheck[] = [
    { check: 'name', ...said(misnamed, `${name} can be a host name`) },
    { check: 'owner', team, ...said(disowned, `You belong to ${team}`) },
  ];
  if (disowned || misnamed) {
    return { checks: first, places: [] };
  }
  const found = findPlaces(kube.reader, { team, environments, cluster });
  const places = found.flatMap(each =>
    each.kind === 'found' ? [each.place] : [],
  );
  const checks = [
    ...first,
    ...found.flatMap(placeChecks),
    ...(await freeChecks(
      surroundings,
      thingsOf(service, {
        repository,
        places,
        hasRegistry: images !== undefined,
      }),
      maker,
      signal,
    )),
    ...places.flatMap(place =>
      hostChecks(
        kube.reader,
        place,
        hostsOf(subject.chart?.ofEnvironment.get(place.environment) ?? {}),
        name,
      ),
    ),
    ...places.map(place => quotaCheck(kube.reader, place, subject)),
    ...places.flatMap(place => limitChecks(kube.reader, place, subject.chart)),
  ];
  return { checks, places };
}

/** Whether something holds, and what is to be told of it. */
export function said(problem: string | undefined, fine: string) {
  return { ok: problem === undefined, message: problem ?? fine };
}

function placeChecks(placement: Placement): CreationCheck[] {
  if (placement.kind === 'found') {
    const { cluster, environment, namespace } = placement.place;
    const message = `${environment} is ${namespace} in ${cluster}`;
    const check = 'namespace';
    return [{ check, ok: true, message, ...placement.place, found: 'one' }];
  }
  const { because, environment, kind } = placement;
  if (kind === 'none' && placement.looked.silent.length > 0) {
    return lookedChecks(environment, placement.looked);
  }
  const told = said(because, '');
  return [{ check: 'namespace', ...told, environment, found: kind }];
}

/** Where a namespace was looked for in vain, and where it could not be looked for. */
export function lookedChecks(
  environment: string,
  { known, silent }: Looked,
): CreationCheck[] {
  const of = { check: 'namespace', environment } as const;
  return [
    ...known.map(cluster => {
      const message = `${cluster} has no namespace of the team for ${environment}`;
      return { ...of, ok: true, message, cluster, found: 'absent' as const };
    }),
    ...silent.map(({ because, cluster, since }) => {
      const message = `Whether ${cluster} has a namespace of the team for ${environment} is not known: nothing was heard of it since ${since} (${because})`;
      const found = 'unknown' as const;
      return { ...of, ok: false, message, cluster, since, found };
    }),
  ];
}

/** What the run has claimed is free, whatever has come of it since. */
export async function freeChecks(
  { claims, handlers }: Surroundings,
  things: readonly Thing[],
  maker: Maker,
  signal?: AbortSignal,
): Promise<CreationCheck[]> {
  const own = (await claims.ofTask(maker.taskId)).map(
    ({ thing }) => `${thing.kind} ${keyOf(thing)}`,
  );
  const open = things.filter(
    thing => !own.includes(`${thing.kind} ${keyOf(thing)}`),
  );
  return Promise.all(
    open.map(async (thing): Promise<CreationCheck> => {
      const words = wordsOf(thing);
      const of = { check: 'free', ...whereOf(thing) } as const;
      try {
        const there = await handlerOf(handlers, thing).exists(maker, signal);
        const taken = there
          ? `The name is taken: there is ${words}`
          : undefined;
        const found = there ? 'taken' : 'free';
        return { ...of, ...said(taken, `Free: ${words}`), found };
      } catch (error) {
        signal?.throwIfAborted();
        const because = `Whether there is ${words}: ${outlineOf(error)}`;
        return { ...of, ...said(because, ''), found: 'unknown' };
      }
    }),
  );
}

function quotaCheck(
  kube: KubeReader,
  place: Place,
  { boundIn, chart }: Pick<Subject, 'boundIn' | 'chart'>,
): CreationCheck {
  const { cluster, environment, namespace } = place;
  const values = chart?.ofEnvironment.get(environment);
  if (!chart || !values) {
    return {
      check: 'chart',
      ...said(undefined, 'Nothing is known of a chart'),
    };
  }
  const reader = kube.cluster(cluster);
  const { perPod, pods } = demandOf(values);
  const forRollout =
    environment === boundIn ? podsForRollout(chart.templates, pods) : 0;
  const amounts = quotaAmounts(
    { perPod, pods: pods + forRollout },
    reader?.list('resourcequotas', { namespace }) ?? [],
    reader?.list('limitranges', { namespace }) ?? [],
  );
  return quotaCheckOf(place, amounts, forRollout);
}

/** What a chart asks for and a LimitRange does not admit; nothing where it admits all. */
function limitChecks(
  kube: KubeReader,
  place: Place,
  chart: Chart | undefined,
): CreationCheck[] {
  const { cluster, environment, namespace } = place;
  const values = chart?.ofEnvironment.get(environment);
  const ranges = kube.cluster(cluster)?.list('limitranges', { namespace });
  if (!values || !ranges) return [];
  const container = { name: 'app', resources: resourcesOf(values) };
  const broken = brokenLimits({ spec: { containers: [container] } }, ranges);
  if (broken.length === 0) return [];
  const bounds = broken.map(limitText).join(', ');
  const message = `The LimitRange of ${namespace} admits no pod of it: ${bounds}`;
  return [{ check: 'limits', ok: false, message, ...place, bounds }];
}
