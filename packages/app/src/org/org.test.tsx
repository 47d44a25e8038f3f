import type { Entity } from '@backstage/catalog-model';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { GroupProfile } from './GroupProfile';
import { Members } from './Members';
import { Owned } from './Owned';

const shopRef = 'group:default/shop';

function entity(
  kind: string,
  name: string,
  more: Partial<Entity> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    ...more,
  };
}

const shop = entity('Group', 'shop', {
  relations: [{ type: 'childOf', targetRef: 'group:default/commerce' }],
});
const member = (name: string, displayName: string) =>
  entity('User', name, {
    spec: { profile: { displayName, email: `${name}@example.com` } },
    relations: [{ type: 'memberOf', targetRef: shopRef }],
  });
const lin = member('lin.wei', 'Lin Wei');
const owned = (kind: string, name: string, title?: string) =>
  entity(kind, name, {
    metadata: { name, namespace: 'default', title },
    relations: [{ type: 'ownedBy', targetRef: shopRef }],
  });

function show(
  language: 'en' | 'zh',
  card: JSX.Element,
  entities: Entity[],
  of: Entity = shop,
) {
  const catalog = catalogApiMock({ entities });
  const asked = jest.spyOn(catalog, 'getEntities');
  renderIn(language, <EntityProvider entity={of}>{card}</EntityProvider>, {
    apis: [[catalogApiRef, catalog]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
  return asked;
}

describe.each([
  [
    'en',
    'Part of',
    'Teams in it',
    '1 member',
    'Nobody is in this team.',
    ['System 1', 'Component 1', 'API 1', 'Resource 1'],
  ],
  [
    'zh',
    '上级团队',
    '下级团队',
    '1 名成员',
    '此团队没有成员。',
    ['应用 1', '组件 1', 'API 1', '资源 1'],
  ],
] as const)('in %s', (language, parent, children, count, nobody, kinds) => {
  it('says which teams are around a team, and nothing where there are none', async () => {
    show(language, <GroupProfile />, []);
    expect(await screen.findByText(parent)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'commerce' })).toBeInTheDocument();
    expect(screen.queryByText(children)).not.toBeInTheDocument();
    expect(screen.queryByText('N/A')).not.toBeInTheDocument();
  });

  it('tells who is in a team', async () => {
    const asked = show(language, <Members />, [lin]);
    expect(
      await screen.findByRole('link', { name: 'Lin Wei' }),
    ).toBeInTheDocument();
    expect(screen.getByText(count)).toBeInTheDocument();
    expect(asked).toHaveBeenCalledWith({
      filter: { kind: 'User', 'relations.memberOf': shopRef },
    });
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
  });

  it('tells that nobody is in a team', async () => {
    show(language, <Members />, []);
    expect(await screen.findByText(nobody)).toBeInTheDocument();
  });

  it('finds one of many members', async () => {
    const many = Array.from({ length: 12 }, (_, at) =>
      member(`person-${at}`, `Person ${at}`),
    );
    show(language, <Members />, [...many, lin]);
    await userEvent.type(await screen.findByRole('searchbox'), 'lin');
    expect(screen.getByRole('link', { name: 'Lin Wei' })).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Person 3' }),
    ).not.toBeInTheDocument();
  });

  it('tells by kind and title what a team owns, also to its members', async () => {
    const entities = [
      owned('Component', 'web'),
      owned('Resource', 'orders-db'),
      owned('API', 'orders'),
      owned('System', 'shop', 'Tea shop'),
    ];
    const asked = show(language, <Owned />, entities, lin);
    const systems = await screen.findByRole('heading', { name: kinds[0] });
    kinds.forEach(kind =>
      expect(screen.getByRole('heading', { name: kind })).toBeInTheDocument(),
    );
    const section = systems.closest('section');
    expect(
      within(section!).getByRole('link', { name: 'Tea shop' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'web' })).toBeInTheDocument();
    expect(asked).toHaveBeenCalledWith({
      filter: {
        kind: ['System', 'Component', 'API', 'Resource'],
        'relations.ownedBy': ['user:default/lin.wei', shopRef],
      },
    });
  });
});
