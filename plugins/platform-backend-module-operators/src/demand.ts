import type { Values } from '@pilothouse/plugin-platform-common';
import type { MiddlewareDemand } from '@pilothouse/plugin-platform-node';
import { at, countAt, textAt, type Path } from './paths';
import type { DemandRule } from './schema';

/** What of the resources of pods quotas are looked at for. */
const counted = ['cpu', 'memory'];

/** What an order counts for quotas, as far as its fields tell. */
export function demandOf(
  spec: Values,
  rules: readonly DemandRule[],
): MiddlewareDemand {
  return rules.flatMap(rule => {
    const parts = rule.each ? listAt(spec, rule.each) : [spec];
    return parts.flatMap((part: unknown) => ofPart(part, rule));
  });
}

/** Where amounts stand in `spec`, but for those in lists. */
export function quantityPaths(rules: readonly DemandRule[]): Path[] {
  return rules
    .filter(({ each }) => !each)
    .flatMap(({ resources, storage }) => [
      ...storage,
      ...(resources ? amountsOf(resources) : []),
    ]);
}

function amountsOf(resources: Path): Path[] {
  return ['requests', 'limits'].flatMap(kind =>
    counted.map(name => [...resources, kind, name]),
  );
}

function listAt(spec: Values, path: Path): readonly unknown[] {
  const listed = at(spec, path);
  return Array.isArray(listed) ? listed : [];
}

function ofPart(part: unknown, rule: DemandRule): MiddlewareDemand {
  const { pods, usually } = rule;
  const times =
    typeof pods === 'number' ? pods : countAt(part, pods) ?? usually;
  const volumes = (rule.volumes && countAt(part, rule.volumes)) ?? 1;
  const storage = rule.storage.flatMap(path => quantityAt(part, path) ?? []);
  return [
    { resource: 'pods', each: '1', times },
    ...(rule.resources ? ofResources(at(part, rule.resources), times) : []),
    ...storage.flatMap(each => [
      { resource: 'requests.storage', each, times: times * volumes },
      { resource: 'persistentvolumeclaims', each: '1', times: times * volumes },
    ]),
  ];
}

/** Who asks for nothing but has a limit asks for that much. */
function ofResources(resources: unknown, times: number): MiddlewareDemand {
  return counted.flatMap(name => {
    const limit = quantityAt(resources, ['limits', name]);
    const request = quantityAt(resources, ['requests', name]) ?? limit;
    return [
      ...(request
        ? [{ resource: `requests.${name}`, each: request, times }]
        : []),
      ...(limit ? [{ resource: `limits.${name}`, each: limit, times }] : []),
    ];
  });
}

/** Quantities are texts, or plain numbers. */
function quantityAt(value: unknown, path: Path): string | undefined {
  return textAt(value, path) ?? countAt(value, path)?.toString();
}
