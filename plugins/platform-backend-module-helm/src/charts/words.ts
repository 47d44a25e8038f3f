import type { Item, Words } from '@pilothouse/plugin-platform-common';
import { categories } from '@pilothouse/plugin-platform-common';
import {
  categoryOf,
  isAddress,
  type MiddlewareCredentials,
  type MiddlewareEndpoint,
} from '@pilothouse/plugin-platform-node';
import type { Chart } from './Chart';

/**
 * Annotations by which a chart, or the portal's configuration for it, says what differs from
 * what is usual. In names `${release}` stands for the name of the release.
 */
export const chartAnnotations = {
  title: 'pilothouse.dev/title',
  summaryZh: 'pilothouse.dev/summary-zh',
  category: 'pilothouse.dev/category',
  /** Name of the Secret with its credentials. */
  credentials: 'pilothouse.dev/credentials',
  /** Keys of it, with commas between. */
  credentialKeys: 'pilothouse.dev/credential-keys',
  /** Names of the Services that clients use, with commas between; all of them unless told. */
  endpoints: 'pilothouse.dev/endpoints',
  /** Workloads that must be ready, as `Kind/name` with commas between; all of them unless told. */
  readiness: 'pilothouse.dev/readiness',
  /** Values that are shown to nobody, as paths with dots, with commas between. */
  sensitive: 'pilothouse.dev/sensitive-values',
} as const;

type Annotations = Readonly<Record<string, string>>;

/** A list as annotations have it; undefined where there is none. */
export function listIn(
  annotations: Annotations,
  key: keyof typeof chartAnnotations,
  release?: string,
): string[] | undefined {
  return annotations[chartAnnotations[key]]
    ?.split(',')
    .map(each => named(each.trim(), release))
    .filter(Boolean);
}

/** What a chart is called, and what is said of it. */
export function aboutOf(
  chart: Chart,
  annotations: Annotations,
  reference: string,
): Pick<
  Item,
  'category' | 'details' | 'operator' | 'summary' | 'tags' | 'title'
> {
  const { name, description, keywords, home } = chart;
  const title = annotations[chartAnnotations.title] ?? name;
  const summary = description ?? title;
  const details = chart.readme && firstParagraph(chart.readme);
  const told = categories.find(
    each => each === annotations[chartAnnotations.category],
  );
  return {
    title,
    summary: {
      en: summary,
      zh: annotations[chartAnnotations.summaryZh] ?? summary,
    },
    ...(details && details !== summary && { details: same(details) }),
    ...(keywords.length > 0 && { tags: keywords }),
    category: told ?? categoryOf([...keywords, name]),
    operator: {
      name: `Helm (${reference})`,
      ...(home && isAddress(home) && { url: home }),
    },
  };
}

const credentialsTitle: Words = { en: 'Credentials', zh: '凭据' };

/** The Secret that a chart says to hold the credentials of a release. */
export function credentialsOf(
  annotations: Annotations,
  release: string,
): MiddlewareCredentials[] {
  const secret = annotations[chartAnnotations.credentials];
  if (!secret || release === '') return [];
  return [
    {
      title: credentialsTitle,
      secret: named(secret, release),
      keys: listIn(annotations, 'credentialKeys') ?? [],
    },
  ];
}

/** Services of a release that clients use. */
export function endpointsOf(
  annotations: Annotations,
  release: string,
  services: readonly { readonly name: string; readonly port?: number }[],
): MiddlewareEndpoint[] {
  const wanted = listIn(annotations, 'endpoints', release);
  return services
    .filter(({ name }) => wanted?.includes(name) ?? true)
    .map(({ name, port }) => ({
      title: same(name),
      to: { service: name, ...(port !== undefined && { port }) },
    }));
}

function named(text: string, release: string | undefined): string {
  return release === undefined ? text : text.replaceAll('${release}', release);
}

/** Charts speak one language; which one, they do not say. */
function same(text: string): Words {
  return { en: text, zh: text };
}

/** Of a text in Markdown the first paragraph that is plain text. */
function firstParagraph(markdown: string): string | undefined {
  return markdown
    .split(/\r?\n\s*\r?\n/)
    .map(block => block.trim().replace(/\s+/g, ' '))
    .find(block => /^[^#<>|`![\-*=+\s]/.test(block));
}
