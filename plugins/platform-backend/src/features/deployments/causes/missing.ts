import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import type { Event, Volume } from 'kubernetes-types/core/v1';
import type { PodAround, Surroundings } from '../around';
import { conditionOf } from '../conditions';
import { earliest, firstSeen, newestFirst } from '../moments';
import {
  containersOf,
  inPods,
  unreadySince,
  type PodFinding,
} from './containers';

const NOT_FOUND =
  /\b(configmap|secret|persistentvolumeclaim|serviceaccount|runtimeclass)s? "([^"]+)" not found/i;
const NO_PRIORITY = /\bno PriorityClass with name (\S+) was found/;
const NO_KEY = /couldn't find key (\S+) in (ConfigMap|Secret) [^/\s]+\/(\S+)/;
const OF_VOLUME = /for volume "([^"]+)"/;
const NO_FILE =
  /for volume "([^"]+)" ?: \[?(configmap references non-existent config|references non-existent secret) key: ([-.\w]+)/;
/** By which a kubelet says from time to time what a pod still waits for, without the reason. */
const AWAITED = /unmounted volumes=\[([^\]]*)\]/;

const objects = {
  configmap: 'ConfigMap',
  secret: 'Secret',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  serviceaccount: 'ServiceAccount',
  runtimeclass: 'RuntimeClass',
} as const;

/** An object or a key that is missing. */
export interface MissingFacts {
  readonly kind: 'missing-object';
  readonly object: (typeof objects)[keyof typeof objects] | 'PriorityClass';
  readonly name: string;
  readonly key?: string;
  /** The volume that needs the key. */
  readonly volume?: string;
}

/** Which object or key a message of the kubelet or the API server misses. */
export function missingIn(message: string): MissingFacts | undefined {
  const [, kind, name] = NOT_FOUND.exec(message) ?? [];
  if (kind) {
    const object = objects[kind.toLowerCase() as keyof typeof objects];
    return { kind: 'missing-object', object, name };
  }
  const [, priority] = NO_PRIORITY.exec(message) ?? [];
  if (priority) {
    return { kind: 'missing-object', object: 'PriorityClass', name: priority };
  }
  const [, key, holder, of] = NO_KEY.exec(message) ?? [];
  if (!key) return undefined;
  const object = holder as 'ConfigMap' | 'Secret';
  return { kind: 'missing-object', object, name: of, key };
}

/** What pods wait for that does not exist, or what else keeps their containers from being made. */
export const findMissing = inPods(around => {
  const told = [
    ...inWaiting(around),
    ...inScheduling(around),
    ...inEvents(around),
  ];
  const known = new Set(told.map(({ facts }) => nameOf(facts)));
  return [
    ...told.map(finding => asOfNow(finding, around)),
    ...inCache(around).filter(({ facts }) => !known.has(nameOf(facts))),
  ];
});

/** What was missed and is there by now holds up a pod only until it is tried again. */
function asOfNow(finding: PodFinding, around: PodAround): PodFinding {
  const { facts } = finding;
  return existsNow(facts, around)
    ? { ...finding, facts: { ...facts, exists: true }, blocking: false }
    : finding;
}

/**
 * Whether an object that was missed exists by now. Of a key nothing is said: the portal does
 * not read what is in ConfigMaps and Secrets.
 */
export function existsNow(
  facts: CauseFacts,
  { found }: Pick<Surroundings, 'found'>,
): facts is Extract<CauseFacts, { kind: 'missing-object' }> {
  return (
    facts.kind === 'missing-object' &&
    !facts.key &&
    found.some(
      ({ object, name }) => object === facts.object && name === facts.name,
    )
  );
}

function nameOf(facts: PodFinding['facts']): string {
  return facts.kind === 'missing-object' ? `${facts.object}/${facts.name}` : '';
}

function inWaiting({ pod }: PodAround): readonly PodFinding[] {
  return containersOf(pod).flatMap(({ spec, state: { waiting } }) => {
    if (!/^(Create|Run)Container/.test(waiting?.reason ?? '')) return [];
    const said = waiting?.message ?? waiting?.reason ?? '';
    const facts = missingIn(said) ?? { kind: 'create-failed' as const, said };
    return [
      {
        facts: { ...facts, container: spec.name },
        blocking: true,
        since: unreadySince(pod),
        raw: said,
      },
    ];
  });
}

function inScheduling({ pod }: PodAround): readonly PodFinding[] {
  const scheduled = conditionOf(pod, 'PodScheduled');
  const { message, lastTransitionTime } = scheduled ?? {};
  if (scheduled?.status !== 'False' || !message) return [];
  const facts = missingIn(message);
  return facts
    ? [{ facts, blocking: true, since: lastTransitionTime, raw: message }]
    : [];
}

const TROUBLE = new Set([
  'FailedMount',
  'FailedAttachVolume',
  'FailedMapVolume',
  'FailedCreatePodSandBox',
]);

function inEvents(around: PodAround): readonly PodFinding[] {
  const { pod, events } = around;
  if (!isBeingCreated(around)) return [];
  const telling = tellingOf(
    newestFirst(events.filter(({ reason }) => TROUBLE.has(reason ?? ''))),
  );
  if (!telling) return [];
  const said = telling.message ?? telling.reason ?? '';
  const facts = missingIn(said) ??
    missingFile(said, around) ?? { kind: 'create-failed' as const, said };
  return [{ facts, blocking: true, since: sinceOf(telling, pod), raw: said }];
}

/** The newest; where it only names volumes, the one before that says why of one of them. */
function tellingOf([newest, ...before]: readonly Event[]): Event | undefined {
  const [, names] = AWAITED.exec(newest?.message ?? '') ?? [];
  const awaited = new Set(names?.split(' '));
  const isOfThem = ({ message = '' }: Event) =>
    awaited.has(OF_VOLUME.exec(message)?.[1] ?? '');
  return before.find(isOfThem) ?? newest;
}

function sinceOf(event: Event, pod: PodAround['pod']) {
  return earliest([firstSeen(event), unreadySince(pod)]);
}

function missingFile(
  said: string,
  { pod }: PodAround,
): MissingFacts | undefined {
  const [, volume, words, key] = NO_FILE.exec(said) ?? [];
  if (!key) return undefined;
  const object = words.startsWith('configmap') ? 'ConfigMap' : 'Secret';
  const asked = pod.spec?.volumes?.find(({ name }) => name === volume);
  const names = new Set(holdersOf(object, key, asked));
  const [name] = names;
  return name && names.size === 1
    ? { kind: 'missing-object', object, name, key, volume }
    : undefined;
}

/** Objects of a kind of which a volume demands a key; one that joins several may of any. */
function holdersOf(
  object: 'ConfigMap' | 'Secret',
  key: string,
  { configMap, secret, projected }: Volume = { name: '' },
): string[] {
  const [own, field] =
    object === 'ConfigMap'
      ? ([configMap?.name, 'configMap'] as const)
      : ([secret?.secretName, 'secret'] as const);
  if (own) return [own];
  return (projected?.sources ?? []).flatMap(source => {
    const { name, items, optional } = source[field] ?? {};
    const isAsked = !optional && items?.some(item => item.key === key);
    return name && isAsked ? [name] : [];
  });
}

/** Events are forgotten after an hour; what does not exist is seen all the same. */
function inCache(around: PodAround): readonly PodFinding[] {
  const scheduled = conditionOf(around.pod, 'PodScheduled')?.status !== 'False';
  if (scheduled && !isBeingCreated(around)) return [];
  return around.missing.map(reference => ({
    facts: { kind: 'missing-object', ...reference },
    blocking: true,
    since: unreadySince(around.pod),
  }));
}

function isBeingCreated({ pod }: PodAround): boolean {
  const scheduled = conditionOf(pod, 'PodScheduled')?.status === 'True';
  const states = containersOf(pod).map(({ state }) => state);
  return (
    scheduled &&
    states.every(({ waiting }) =>
      ['ContainerCreating', 'PodInitializing'].includes(waiting?.reason ?? ''),
    )
  );
}
