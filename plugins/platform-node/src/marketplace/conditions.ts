import {
  instanceConditionSchema,
  type InstanceDetail,
} from '@pilothouse/plugin-platform-common';
import type { CustomObject } from '../kube';

/** A condition, as an operator sets it. */
export type MiddlewareCondition = InstanceDetail['conditions'][number];

/** Conditions of an object, as far as they are in the shape that Kubernetes recommends. */
export function conditionsOf({ status }: CustomObject): MiddlewareCondition[] {
  const listed: unknown = Reflect.get(Object(status), 'conditions');
  return (Array.isArray(listed) ? listed : []).flatMap((each: unknown) => {
    const told = Object(each);
    const since = momentOf(Reflect.get(told, 'lastTransitionTime'));
    const read = instanceConditionSchema.safeParse({ ...told, since });
    return read.success ? [read.data] : [];
  });
}

/** A moment as it is told everywhere else; undefined for what is none. */
export function momentOf(value: unknown): string | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
