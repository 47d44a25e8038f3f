import type { ObjectQuery } from './KubeReader';

/** What narrow questions find an object by. */
export interface Findable {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ownerUids?: readonly string[];
  /** Uid of the object that an event is about. */
  readonly aboutUid?: string;
}

/** Labels by which objects are found without looking at all of them. */
export const indexedLabels: readonly string[] = [
  'app.kubernetes.io/name',
  'backstage.io/kubernetes-id',
  'kubernetes.io/service-name',
];

/** Whether what fits is found without looking at all objects of a kind. */
export function isIndexed({ labels = {}, ownerUid, aboutUid }: ObjectQuery) {
  return (
    ownerUid !== undefined ||
    aboutUid !== undefined ||
    indexedLabels.some(label => label in labels)
  );
}

const aboutKey = (uid: string) => `about ${uid}`;
const ownerKey = (uid: string) => `owner ${uid}`;
const labelKey = (label: string, value: string) => `label ${label}=${value}`;

/** The keys of an object: one of each narrow question that finds it. */
export function keysOf(object: Findable): string[] {
  const { name, labels = {}, ownerUids = [], aboutUid = '' } = object;
  return [
    nameKey(name),
    aboutKey(aboutUid),
    ...ownerUids.map(ownerKey),
    ...Object.entries(labels).map(([label, value]) => labelKey(label, value)),
  ];
}

/**
 * A key that every object has which the query finds; none when it asks for all of a place. Of
 * its labels one that objects are found by is taken, as it is of few of them: others may be
 * common to all.
 */
export function keyOfQuery(query: ObjectQuery): string | undefined {
  const { labels = {}, ownerUid, aboutUid } = query;
  if (ownerUid !== undefined) return ownerKey(ownerUid);
  if (aboutUid !== undefined) return aboutKey(aboutUid);
  const asked = Object.entries(labels);
  const [first] = asked;
  const indexed = asked.find(([label]) => indexedLabels.includes(label));
  const label = indexed ?? first;
  return label && labelKey(...label);
}

/** The key of the one object of that name in a place. */
export function nameKey(name: string): string {
  return `name ${name}`;
}
