import type { KindState } from './KubeReader';
import type { KubeKind, KubeObject } from './kinds';

/** Name of a kind that a CustomResourceDefinition adds, as that of its definition: `<plural>.<group>`. */
export type CustomKindName = `${string}.${string}`;

/** Where the API server serves a kind that is not its own. */
export type CustomKind = Pick<KubeKind, 'group' | 'version' | 'plural'>;

/** An object of such a kind; what its schema says of it is not held to be true. */
export interface CustomObject extends KubeObject {
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** Name of a kind. */
export function customKindName({
  group,
  plural,
}: Pick<CustomKind, 'group' | 'plural'>): CustomKindName {
  return `${plural}.${group}`;
}

/** The kind of definitions of kinds. */
export const definitionsKind: CustomKind = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
};

/** What is read of a CustomResourceDefinition: all but its schemas. */
export interface CustomDefinition extends KubeObject {
  readonly spec?: {
    readonly group: string;
    readonly scope?: string;
    readonly names: { readonly plural: string; readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly subresources?: { readonly status?: object };
    }[];
  };
}

/** What is known in one cluster of kinds that are watched as long as somebody needs them. */
export interface CustomReader {
  readonly cluster: string;
  /** How well a kind is known; `pending` also when nobody needs it. */
  kindState(name: CustomKindName): KindState;
  get(
    name: CustomKindName,
    key: { readonly namespace?: string; readonly name: string },
  ): CustomObject | undefined;
  /** In no particular order. */
  list(name: CustomKindName, namespace?: string): readonly CustomObject[];
}
