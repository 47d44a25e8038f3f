/** What can be read of a kubeconfig without a package: its contexts and where they lead. */
export interface KubeconfigOutline {
  readonly current?: string;
  /** Ways to the API servers by name of the context; none where it is not told. */
  readonly contexts: ReadonlyMap<string, ClusterOutline | undefined>;
}

/** The way to an API server, as far as it is told. */
export interface ClusterOutline {
  readonly server?: string;
  readonly proxyUrl?: string;
}

type Entry = Readonly<Record<string, string>>;

/**
 * Reads a kubeconfig as kubectl and most others write it: one scalar a line, or JSON.
 *
 * @returns undefined where it is written otherwise; what reads all of YAML judges it later
 */
export function outlineOf(text: string): KubeconfigOutline | undefined {
  const { clusters, contexts, current } =
    jsonSectionsOf(text) ?? sectionsOf(text);
  if (contexts.length === 0 || !contexts.every(({ name }) => name)) {
    return undefined;
  }
  const ways = new Map(
    clusters.map(({ name, server, 'proxy-url': proxyUrl }) => [
      name,
      { server, proxyUrl },
    ]),
  );
  return {
    current,
    contexts: new Map(
      contexts.map(({ name = '', cluster }) => [name, ways.get(cluster)]),
    ),
  };
}

interface Sections {
  readonly clusters: readonly Entry[];
  readonly contexts: readonly Entry[];
  readonly current?: string;
}

function sectionsOf(text: string): Sections {
  const lines = text.split('\n').map(line => line.trimEnd());
  const top = lines.find(line => line.startsWith('current-context:'));
  return {
    clusters: entriesOf(lines, 'clusters'),
    contexts: entriesOf(lines, 'contexts'),
    current: (top && scalarOf(top)?.value) || undefined,
  };
}

/** What is read of a cluster, and of a context. */
const deeper = ['server', 'proxy-url', 'cluster'];

/** The same of JSON; undefined for what is none. */
function jsonSectionsOf(text: string): Sections | undefined {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return undefined;
  }
  const current = fieldOf(whole, 'current-context');
  return {
    clusters: jsonEntriesOf(fieldOf(whole, 'clusters'), 'cluster'),
    contexts: jsonEntriesOf(fieldOf(whole, 'contexts'), 'context'),
    current: typeof current === 'string' && current ? current : undefined,
  };
}

function jsonEntriesOf(list: unknown, kind: string): Entry[] {
  return (Array.isArray(list) ? list : []).map(each => {
    const fields = [
      ['name', fieldOf(each, 'name')],
      ...deeper.map(key => [key, fieldOf(fieldOf(each, kind), key)]),
    ];
    return Object.fromEntries(
      fields.filter(([, value]) => typeof value === 'string'),
    );
  });
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}

/** Entries of a list at the top: scalars of each, those below `cluster` and `context` too. */
function entriesOf(lines: readonly string[], section: string): Entry[] {
  const entries: Record<string, string>[] = [];
  let dash = -1;
  for (const line of linesBelow(lines, section)) {
    const indent = line.search(/\S/);
    if (dash < 0) dash = indent;
    const begins = indent === dash && line[indent] === '-';
    if (begins) entries.push({});
    const depth = begins ? dash + 2 : indent;
    const scalar = scalarOf(begins ? line.slice(dash + 1) : line);
    // Names that lie deeper are those of extensions.
    const wanted = depth === dash + 2 ? ['name'] : deeper;
    const entry = entries.at(-1);
    if (entry && scalar && wanted.includes(scalar.key)) {
      entry[scalar.key] = scalar.value;
    }
  }
  return entries;
}

function linesBelow(lines: readonly string[], section: string): string[] {
  const start = lines.indexOf(`${section}:`);
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(line => /^[^\s#-]/.test(line));
  return rest
    .slice(0, end < 0 ? undefined : end)
    .filter(line => /^\s*[^\s#]/.test(line));
}

function scalarOf(line: string): { key: string; value: string } | undefined {
  const found =
    /^\s*([\w-]+):\s+(?:"([^"\\]*)"|'([^']*)'|([^\s"'&*|>{[#].*))$/.exec(line);
  const [, key, double, single, plain] = found ?? [];
  const value = double ?? single ?? plain?.replace(/\s+#.*$/, '').trimEnd();
  return key === undefined || value === undefined ? undefined : { key, value };
}
