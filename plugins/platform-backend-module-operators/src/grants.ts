import type { MiddlewareGrants } from '@pilothouse/plugin-platform-node';
import { labelsFor } from './companions';
import { filled } from './paths';
import { nameItself, type GrantRules } from './schema';
import { stateOf } from './state';

/** How credentials are asked for, by the rules of a definition. */
export function grantsOf({
  kind,
  labels,
  spec,
  title,
  secret,
  status,
  ...keys
}: GrantRules): MiddlewareGrants {
  const [naming] = Object.entries(labels).flatMap(([label, value]) =>
    value === nameItself ? [label] : [],
  );
  return {
    kind,
    instanceOf: ({ metadata }) => naming && metadata?.labels?.[naming],
    credentialsOf: grant => {
      const { name = '' } = grant.metadata ?? {};
      return {
        title: { en: `${title.en} ${name}`, zh: `${title.zh} ${name}` },
        secret: filled(secret, grant) ?? '',
        ...keys,
      };
    },
    labelsOf: instance => labelsFor(instance, labels),
    stateOf: grant => stateOf(grant, status),
    formOf: () => undefined,
    specOf: () => spec,
  };
}
