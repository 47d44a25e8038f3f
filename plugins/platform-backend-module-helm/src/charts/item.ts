import type { OfferTrouble, Words } from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import { releaseKind } from '../release/kind';
import { ownerOf } from '../release/objects';
import { releaseState } from '../release/state';
import type { ChartLine } from './Chart';
import { formFor, secretPaths, versionField } from './form';
import type { Shelved, ShelvedSource } from './Shelf';
import { hostedName, itemName, rivalsOf } from './names';
import { aboutOf, credentialsOf, endpointsOf, listIn } from './words';

/** What charts do not say of themselves, by their name. */
type Annotated = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** An item, and the chart that it stands for. */
export interface ChartItem {
  readonly item: MiddlewareItem;
  /** Missing where its registry could not be read yet. */
  readonly line?: ChartLine;
}

const noHelm: Words = {
  en: 'The portal cannot run Helm, so nothing can be ordered or changed.',
  zh: '门户无法运行 Helm，因此不能订购或变更。',
};
const notRead: Words = {
  en: 'Its registry could not be read; shown is what was read before. Orders and changes may have to wait until the registry answers.',
  zh: '无法读取其镜像仓库，所示为之前读到的内容。订购和变更可能要等到仓库恢复响应。',
};
const neverRead: Words = {
  en: 'Its registry could not be read yet, so that it is not known which charts there are.',
  zh: '尚未能读取其镜像仓库，还不知道有哪些 Chart。',
};
const noChart: Words = {
  en: 'Its chart is in none of the registries that could be read, so nothing can be ordered or changed; what there is of it stays.',
  zh: '在可读取的镜像仓库中没有它的 Chart，因此不能订购或变更；已有的实例会保留。',
};
const deprecated: Words = {
  en: 'Whoever makes the chart has deprecated it: it gets no newer versions.',
  zh: 'Chart 的维护者已将其弃用：不会再有新版本。',
};

/** All charts as items of the marketplace; a source that could never be read is one as well. */
export function chartItems(
  { sources, helm }: Shelved,
  annotations: Annotated,
): ChartItem[] {
  const taken = new Set<string>();
  const nameFor = (wanted: string) => {
    const name = unique(wanted, taken);
    taken.add(name);
    return name;
  };
  const references = new Set<string>();
  return sources.flatMap(source => {
    const wanted = (reference: string) =>
      rivalsOf(reference, source, sources).length > 0
        ? hostedName(reference)
        : itemName(reference);
    if (source.lines.length === 0 && source.trouble) {
      return [{ item: unread(source, nameFor(wanted(source.title))) }];
    }
    return [...source.lines]
      .sort((one, other) => one.reference.localeCompare(other.reference, 'en'))
      .flatMap(line => {
        const { reference } = line;
        // A chart of a project may be named by itself as well.
        if (references.has(reference)) return [];
        references.add(reference);
        const rivals = rivalsOf(reference, source, sources);
        const name = nameFor(wanted(reference));
        const isOf = ownerOfReleases(line, name, rivals);
        const item = itemOf(line, { name, isOf, annotations, source, helm });
        return [{ item, line }];
      });
  });
}

/**
 * Which releases are of a chart: those that say so. What was ordered before releases said it
 * has the name of an item, which may have been that of a chart of another registry.
 */
function ownerOfReleases(
  { reference, versions }: ChartLine,
  name: string,
  rivals: readonly ShelvedSource[],
): (object: CustomObject) => boolean {
  const plain = itemName(reference);
  const isTheirs = rivals.some(({ lines }) =>
    lines.some(line => itemName(line.reference) === plain),
  );
  return release => {
    const { chart, item, digest } = originOf(release);
    if (chart !== undefined) return chart === reference;
    if (item === name) return true;
    if (rivals.length === 0) return false;
    return (
      item === `${plain}-${rivals.length + 1}` ||
      (item === plain &&
        !isTheirs &&
        versions.some(version => version.digest === digest))
    );
  };
}

function unique(name: string, taken: ReadonlySet<string>): string {
  let found = name;
  for (let i = 2; taken.has(found); i++) found = `${name}-${i}`;
  return found;
}

function itemOf(
  line: ChartLine,
  {
    name,
    isOf,
    annotations,
    source,
    helm,
  }: {
    readonly name: string;
    readonly isOf: (object: CustomObject) => boolean;
    readonly annotations: Annotated;
    readonly source: ShelvedSource;
    readonly helm?: string;
  },
): MiddlewareItem {
  const [{ chart }] = line.versions;
  const told = annotationsOf(line, annotations);
  return {
    ...releaseItem(name, isOf, object =>
      annotationsOf(line, annotations, object),
    ),
    ...aboutOf(chart, told, line.reference),
    operations: ['upgrade'],
    sensitive: sensitiveOf(line, annotations),
    plans: formFor(line).plans,
    formIn: (_, instance) => formFor(line, instance),
    offerIn: () => {
      const trouble = troubleOf(source, chart.deprecated, helm);
      return {
        ...(trouble && { trouble }),
        ...(source.readAt && { toldAt: source.readAt }),
      };
    },
  };
}

/** What says how a release is and where it is reached: that of its own version, where it is known. */
function annotationsOf(
  { versions }: ChartLine,
  annotations: Annotated,
  object?: CustomObject,
): Readonly<Record<string, string>> {
  const own: unknown = Reflect.get(Object(object?.spec), 'version');
  const { chart } = versions.find(({ tag }) => tag === own) ?? versions[0];
  const more = Object.hasOwn(annotations, chart.name)
    ? annotations[chart.name]
    : {};
  return { ...chart.annotations, ...more };
}

function sensitiveOf(line: ChartLine, annotations: Annotated): string[][] {
  const told = listIn(annotationsOf(line, annotations), 'sensitive') ?? [];
  const paths = [
    ...line.versions.flatMap(({ chart: { schema } }) => secretPaths(schema)),
    ...told.map(path => ['values', ...path.split('.')]),
  ];
  return [...new Map(paths.map(path => [path.join('.'), path])).values()];
}

function troubleOf(
  { trouble }: ShelvedSource,
  isDeprecated: boolean,
  helm: string | undefined,
): OfferTrouble | undefined {
  if (helm !== undefined) {
    return { words: noHelm, message: helm, closed: true };
  }
  if (trouble) return { words: notRead, ...trouble, closed: false };
  return isDeprecated ? { words: deprecated, closed: false } : undefined;
}

const servicesSchema = z.object({
  services: z.array(
    z.object({ name: z.string(), port: z.number().optional() }),
  ),
});

/** The item that a release was ordered as, and its chart where it says so. */
export function originOf({
  status,
}: CustomObject): Partial<Record<'chart' | 'digest' | 'item', string>> {
  // All items are asked of all releases: no schema is run for each.
  const told = (field: string) => {
    const value: unknown = Reflect.get(Object(status), field);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    item: told('item'),
    chart: told('chart'),
    digest: told('digest'),
  };
}

/** What all releases have in common, whichever chart they are of. */
function releaseItem(
  name: string,
  isOf: (object: CustomObject) => boolean,
  annotationsFor: (object: CustomObject) => Readonly<Record<string, string>>,
) {
  return {
    name,
    kind: releaseKind,
    fields: [versionField],
    isOf,
    isByHand: ({ status }: CustomObject) =>
      Reflect.get(Object(status), 'byHand') === true,
    stateOf: (object: CustomObject) =>
      releaseState(
        object,
        listIn(annotationsFor(object), 'readiness', nameOf(object)),
      ),
    endpointsOf: (object: CustomObject) =>
      endpointsOf(
        annotationsFor(object),
        nameOf(object),
        servicesSchema.safeParse(object.status).data?.services ?? [],
      ),
    credentialsOf: (object: CustomObject) =>
      credentialsOf(annotationsFor(object), nameOf(object)),
    labelsOf: (release: string) => ({ 'app.kubernetes.io/instance': release }),
    // What a chart makes of values is known only once it is rehearsed.
    demandOf: () => [],
    hasPart: (object, other) => ownerOf(other) === nameOf(object),
  } satisfies Partial<MiddlewareItem>;
}

/** Releases of a chart that is in no registry here, so that they do not seem not to be. */
export function orphanItem(
  name: string,
  isOf: (object: CustomObject) => boolean,
): MiddlewareItem {
  return {
    ...releaseItem(name, isOf, () => ({})),
    title: name,
    summary: noChart,
    category: 'other',
    operator: { name: 'Helm' },
    operations: [],
    // What is secret its chart would say.
    sensitive: [['values']],
    plans: [],
    offerIn: () => ({ trouble: { words: noChart, closed: true } }),
    formIn: () => ({ schema: {}, fields: [], plans: [] }),
  };
}

/** Stands for charts of which nothing could be read, so that they do not seem not to be. */
function unread(
  { title, trouble }: ShelvedSource,
  name: string,
): MiddlewareItem {
  return {
    ...releaseItem(
      name,
      release => {
        const { chart = title, item } = originOf(release);
        return chart === title && item === name;
      },
      () => ({}),
    ),
    title,
    summary: neverRead,
    category: 'other',
    operator: { name: `Helm (${title})` },
    operations: [],
    // What is secret its chart would say.
    sensitive: [['values']],
    plans: [],
    offerIn: () => ({
      trouble: { words: neverRead, ...trouble, closed: true },
    }),
    formIn: () => ({ schema: {}, fields: [], plans: [] }),
  };
}

function nameOf({ metadata }: CustomObject): string {
  return metadata?.name ?? '';
}
