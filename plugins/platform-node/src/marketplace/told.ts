import type { Item } from '@pilothouse/plugin-platform-common';

/** By which of its tags a service is found below which heading, the first that fits. */
const categoryTags: readonly (readonly [Item['category'], RegExp])[] = [
  ['cache', /^(cache|caching|redis|memcached|valkey)$/],
  ['messaging', /^(messag\w*|queue|mq|amqp|kafka|rabbitmq|nats|streaming)$/],
  ['search', /^(search|elasticsearch|opensearch|solr)$/],
  ['storage', /^((object-?)?storage|s3|minio|bucket)$/],
  ['coordination', /^(coordination|etcd|zookeeper|consul)$/],
  [
    'database',
    /^(database|db|sql|nosql|relational|postgres\w*|mysql|mariadb|mongo\w*|cassandra)$/,
  ],
];

/** What an item is found below, by the words that are told of it. */
export function categoryOf(words: readonly string[]): Item['category'] {
  const all = words.map(word => word.toLowerCase());
  const found = categoryTags.find(([, tag]) => all.some(w => tag.test(w)));
  return found?.[0] ?? 'other';
}

/** Whether a text is an address of a page, which others may be trusted to link to. */
export function isAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
