import type { MiddlewareCompanion } from '@pilothouse/plugin-platform-node';
import { filled } from './paths';
import type { CompanionRule } from './schema';

/** An object of another kind that is part of an instance, by a definition. */
export function companionOf({
  name,
  kind,
  object,
  labels,
}: CompanionRule): MiddlewareCompanion {
  return {
    name,
    kind,
    objectOf: instance => forName(instance, object) ?? instance,
    labelsOf: instance => labelsFor(instance, labels),
  };
}

/** Labels of what belongs to an instance. */
export function labelsFor(
  instance: string,
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([label, value]) => {
      const text = forName(instance, value);
      return text === undefined ? [] : [[label, text]];
    }),
  );
}

function forName(name: string, text: string): string | undefined {
  return filled(text, { metadata: { name } });
}
