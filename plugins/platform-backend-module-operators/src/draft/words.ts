import type { Item, Words } from '@pilothouse/plugin-platform-common';
import type { DraftField, Role } from './fields';
import { sentenceOf } from './json-schema';

/** `storageClassName` as words: `Storage class name`. */
export function inWords(name: string): string {
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map(word => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

const byRole: Readonly<Record<Exclude<Role, 'other'>, Words>> = {
  count: { en: 'Members', zh: '成员数' },
  version: { en: 'Version', zh: '版本' },
  storage: { en: 'Storage of each member', zh: '每个成员的存储' },
  'storage-class': { en: 'Storage class', zh: '存储类' },
  'cpu-request': { en: 'CPU guaranteed to each', zh: '每个成员保证的 CPU' },
  'memory-request': {
    en: 'Memory guaranteed to each',
    zh: '每个成员保证的内存',
  },
  'memory-limit': { en: 'Most memory of each', zh: '每个成员的内存上限' },
};

/** Fields with titles, none of which is that of another; what schemas say is in English. */
export function titled(fields: readonly DraftField[]) {
  const given = new Set<string>();
  return fields.map(({ path, schema, role }) => {
    const known = role === 'other' ? undefined : byRole[role];
    const own = known ?? same(inWords(path.at(-1) ?? ''));
    const isTaken = given.has(own.en);
    const title = isTaken ? same(path.map(inWords).join(': ')) : own;
    given.add(title.en);
    const help = sentenceOf(schema);
    return {
      path: path.join('.'),
      title,
      ...(help && { help: same(help) }),
    };
  });
}

const kinds: readonly (readonly [Item['category'], RegExp])[] = [
  ['cache', /redis|valkey|memcached|dragonfly|keydb|cache/i],
  ['messaging', /kafka|rabbit|nats|pulsar|activemq|artemis|mqtt|queue|broker/i],
  ['search', /elastic|opensearch|solr|typesense|meili|search/i],
  ['coordination', /etcd|zookeeper|consul/i],
  ['storage', /minio|objectstore|bucket|seaweed|tenant\b/i],
  [
    'database',
    /postgres|mysql|maria|mongo|cockroach|cassandra|scylla|tidb|clickhouse|neo4j|couch|influx|percona|database|sql|db$/i,
  ],
];

/** What kind of middleware it is, by the first of these texts that tells. */
export function categoryOf(...texts: readonly string[]): Item['category'] {
  for (const text of texts) {
    const found = kinds.find(([, pattern]) => pattern.test(text));
    if (found) return found[0];
  }
  return 'other';
}

function same(text: string): Words {
  return { en: text, zh: text };
}
