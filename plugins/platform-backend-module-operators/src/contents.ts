import type { MiddlewareContents } from '@pilothouse/plugin-platform-node';
import { labelsFor } from './companions';
import { nameItself, type ContentRules } from './schema';
import { stateOf } from './state';

/** What instances hold, by the rules of a definition. */
export function contentsOf({
  labels,
  status,
  ...told
}: ContentRules): MiddlewareContents {
  const [naming] = Object.entries(labels).flatMap(([label, value]) =>
    value === nameItself ? [label] : [],
  );
  return {
    ...told,
    instanceOf: ({ metadata }) => naming && metadata?.labels?.[naming],
    labelsOf: instance => labelsFor(instance, labels),
    stateOf: content => stateOf(content, status),
  };
}
