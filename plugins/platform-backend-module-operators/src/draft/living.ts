import type { InstalledKind } from '@pilothouse/plugin-platform-node';
import { inWords } from './words';

type Living = InstalledKind['living'];

const usual = 'app.kubernetes.io/instance';
const mostServices = 4;
/** Labels whose value is the name of a pod rather than of what it belongs to. */
const ofPods = /pod-name|pod-index|hash|revision/;

/** Labels by which pods of instances are known, where some run. */
export function labelsOf(living: Living): {
  readonly labels: Readonly<Record<string, string>>;
  readonly isGuess: boolean;
} {
  const votes = new Map<string, number>();
  for (const { object, podLabels } of living) {
    const name = object.metadata?.name;
    const keys = podLabels.flatMap(labels =>
      Object.keys(labels).filter(
        key => labels[key] === name && !ofPods.test(key),
      ),
    );
    new Set(keys).forEach(key => votes.set(key, (votes.get(key) ?? 0) + 1));
  }
  const isUsual = (key: string) => (key === usual ? 1 : 0);
  const [best] = [...votes].sort(
    ([one, ones], [other, others]) =>
      others - ones ||
      isUsual(other) - isUsual(one) ||
      one.localeCompare(other, 'en'),
  );
  const key = best?.[0];
  return {
    labels: { [key ?? usual]: '{metadata.name}' },
    isGuess: key === undefined,
  };
}

/** Services that are called after instances, as endpoints. */
export function endpointsOf(living: Living) {
  const found = new Map<string, { service: string; port?: number }>();
  for (const { object, services } of living) {
    const name = object.metadata?.name ?? '';
    for (const service of services) {
      if (service.name !== name && !service.name.startsWith(`${name}-`)) {
        continue;
      }
      const rest = service.name.slice(name.length);
      found.set(rest, {
        service: `{metadata.name}${rest}`,
        ...(service.port !== undefined && { port: service.port }),
      });
    }
  }
  return [...found]
    .sort(([one], [other]) => one.length - other.length)
    .slice(0, mostServices)
    .map(([rest, endpoint]) => ({
      title: titleOf(rest),
      ...endpoint,
    }));
}

function titleOf(rest: string) {
  const text = inWords(rest.replace(/^-/, '').replaceAll('-', ' '));
  return rest === '' ? { en: 'Service', zh: '服务' } : { en: text, zh: text };
}
