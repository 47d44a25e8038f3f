import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';
import {
  portableSchema,
  type CustomObject,
  type MiddlewareGrants,
} from '@pilothouse/plugin-platform-node';
import { planOf, type Held } from './catalog';
import { bindingKind } from './kinds';
import { specOf, textIn } from './model';
import { bindingState } from './state';

/** How credentials of a class are asked for; undefined where there are none to be had. */
export function grantsOf(held: readonly Held[]): MiddlewareGrants | undefined {
  return held.length === 0 || held.some(isBindable)
    ? {
        kind: bindingKind,
        instanceOf: binding =>
          textIn(
            valuesSchema.safeParse(specOf(binding).instanceRef).data ?? {},
            'name',
          ),
        credentialsOf: binding => {
          const { name = '' } = binding.metadata ?? {};
          return {
            title: { en: name, zh: name },
            secret: textIn(specOf(binding), 'secretName') ?? name,
            // What a broker gives is not told before.
            keys: [],
          };
        },
        stateOf: bindingState,
        formOf: (cluster, instance) => formOf(held, cluster, instance),
        specOf: ({ metadata }, parameters) => ({
          instanceRef: { name: metadata?.name ?? '' },
          ...(parameters &&
            Object.keys(parameters).length > 0 && { parameters }),
        }),
      }
    : undefined;
}

function isBindable({ serviceClass, plans }: Held): boolean {
  return plans.length === 0
    ? serviceClass.spec.bindable
    : plans.some(({ spec }) => spec.bindable ?? serviceClass.spec.bindable);
}

function formOf(
  held: readonly Held[],
  cluster: string,
  instance: CustomObject,
): Values | undefined {
  const here = held.find(
    ({ cluster: name, scope, serviceClass: { metadata } }) =>
      name === cluster &&
      (scope === 'cluster' ||
        metadata.namespace === instance.metadata?.namespace),
  );
  const plan = here && planOf(instance, here.plans);
  const told = plan?.spec.serviceBindingCreateParameterSchema;
  if (!told) return undefined;
  const { schema, definitions } = portableSchema(told);
  return { ...schema, ...definitions };
}
