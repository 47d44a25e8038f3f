import type { Entity } from '@backstage/catalog-model';
import { applicationsOf } from './applications';

function entity(kind: string, name: string, system?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    relations: system
      ? [{ type: 'partOf', targetRef: `system:default/${system}` }]
      : [],
  };
}

function outline(entities: Entity[]) {
  return applicationsOf(entities).map(({ title, services, others }) => [
    title,
    services.map(({ metadata }) => metadata.name),
    others.map(({ metadata }) => metadata.name),
  ]);
}

describe('applicationsOf', () => {
  it('groups services and others by application, in order', () => {
    expect(
      outline([
        entity('Component', 'web', 'shop'),
        entity('Component', 'orders', 'shop'),
        entity('API', 'orders-api', 'shop'),
        entity('System', 'shop'),
        entity('System', 'payments'),
      ]),
    ).toEqual([
      ['payments', [], []],
      ['shop', ['orders', 'web'], ['orders-api']],
    ]);
  });

  it('names an application of which one owns only parts', () => {
    expect(outline([entity('Component', 'web', 'shop')])).toEqual([
      ['shop', ['web'], []],
    ]);
  });

  it('puts last what belongs to no application', () => {
    expect(
      outline([entity('Component', 'tool'), entity('System', 'shop')]),
    ).toEqual([
      ['shop', [], []],
      [undefined, ['tool'], []],
    ]);
  });
});
