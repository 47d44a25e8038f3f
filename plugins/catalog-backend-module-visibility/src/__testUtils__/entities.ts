import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

export const targetOf = (name: string) =>
  `http://git.test/${name}/catalog-info.yaml`;

const originOf = (name: string) => `url:${targetOf(name)}`;

function entity(
  kind: string,
  name: string,
  spec: Entity['spec'],
  origin = originOf(name),
): Entity {
  const annotations = {
    [ANNOTATION_LOCATION]: origin,
    [ANNOTATION_ORIGIN_LOCATION]: origin,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations },
    spec,
  };
}

const group = (name: string) =>
  entity('Group', name, { type: 'team', children: [] });
const component = (
  name: string,
  owner: string,
  { origin, dependsOn = [] }: { origin?: string; dependsOn?: string[] } = {},
) => {
  const lifecycle = 'production';
  const system = 'selling';
  const spec = { type: 'service', lifecycle, owner, dependsOn, system };
  return entity('Component', name, spec, origin);
};

const ofFile = (...told: Entity[]) =>
  told.map(({ metadata: { annotations, ...metadata }, ...rest }) => ({
    ...rest,
    metadata,
  }));

/** What is in Git, by target. */
export const files: ReadonlyMap<string, readonly object[]> = new Map(
  Object.entries({
    web: ofFile(component('web', 'shop')),
    cart: ofFile(component('cart', 'shop')),
    ledger: ofFile(component('ledger', 'payments')),
    selling: ofFile(component('vault', 'payments')),
    vault: ofFile(component('vault', 'payments')),
    mixed: ofFile(component('stock', 'shop'), component('safe', 'payments')),
    unregistered: ofFile(component('till', 'payments')),
    invalid: [{ kind: 'Component' }],
  }).flatMap(([name, told]) => [
    [targetOf(name), told],
    [`${targetOf(name)}.new`, told],
  ]),
);

/** Two teams whose components are parts of one system, and which depend on one another. */
export const entities: readonly Entity[] = [
  group('shop'),
  group('payments'),
  entity('System', 'selling', { owner: 'shop' }),
  component('web', 'shop', { dependsOn: ['component:default/cart'] }),
  component('cart', 'shop'),
  component('ledger', 'payments', { dependsOn: ['component:default/web'] }),
  // Two teams have a part in what one file tells of.
  component('vault', 'payments', { origin: originOf('selling') }),
];
