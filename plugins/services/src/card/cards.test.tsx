import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { layOut, open } from '../__testUtils__/portal';
import {
  broken,
  live,
  placement,
  service,
  servicesOf,
  stale,
} from '../__testUtils__/services';
import { ComponentCard } from './ComponentCard';
import { SystemCard } from './SystemCard';

const words = {
  en: {
    cause: /registry does not have it/,
    deployments: 'Deployments',
    unknown: /Nothing is known of what runs of it/,
    undeployed: 'Not deployed yet',
    services: 'Services of Tea shop',
    noneKnown:
      'No service of this application is known, but not all clusters can be read.',
    silent: /Cluster west has not answered for/,
    none: 'No service of this application runs where you may see it.',
  },
  zh: {
    cause: /镜像仓库中不存在该镜像/,
    deployments: '部署',
    unknown: /不清楚它的运行情况/,
    undeployed: '尚未部署',
    services: 'Tea shop 的服务',
    noneKnown: '目前没有发现此应用的服务，但部分集群无法读取。',
    silent: /集群 west 已.*没有响应/,
    none: '在您可以查看的范围内，此应用没有服务在运行。',
  },
};

function entity(kind: string, name: string, title?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', title },
  };
}

const services = servicesOf([
  service('web', [placement('dev', { version: '1.5.0' }), broken('prod')]),
]);

beforeEach(() => layOut(1200, 600));
afterEach(() => jest.restoreAllMocks());

describe.each(['en', 'zh'] as const)('card in %s', language => {
  const say = words[language];

  function show(about: Entity, shown = services) {
    const card = about.kind === 'System' ? <SystemCard /> : <ComponentCard />;
    open(language, <EntityProvider entity={about}>{card}</EntityProvider>).show(
      'services.list',
      shown,
    );
  }

  it('of a service says what runs of it and leads to the rest', async () => {
    show(entity('Component', 'web'));
    expect(await screen.findByText('1.5.0')).toBeInTheDocument();
    expect(screen.getByText(say.cause)).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: new RegExp(say.deployments) }),
    ).toHaveAttribute('href', '/catalog/default/component/web/deployments');
  });

  it('of a service that runs nowhere says how it would be found', async () => {
    show(entity('Component', 'orders'));
    expect(await screen.findByText(say.unknown)).toHaveTextContent(
      'backstage.io/kubernetes-id',
    );
  });

  it('of a service that is not deployed yet says so and how it will be found', async () => {
    show(entity('Component', 'new'), servicesOf([service('new', [])]));
    expect(await screen.findByText(say.undeployed)).toBeInTheDocument();
    expect(screen.getByText('backstage.io/kubernetes-id')).toBeInTheDocument();
    expect(screen.queryByText(say.unknown)).not.toBeInTheDocument();
  });

  it('of an application has its services', async () => {
    show(entity('System', 'shop', 'Tea shop'));
    const table = await screen.findByRole('table', { name: say.services });
    expect(within(table).getByRole('link', { name: 'web' })).toBeVisible();
  });

  it.each([
    ['none', [live('east')], say.none, []],
    ['none that is known', [stale('west', 3)], say.noneKnown, [say.silent]],
  ] as const)(
    'of an application without services: %s',
    async (_case, clusters, expected, silent) => {
      show(entity('System', 'empty'), servicesOf([], clusters));
      expect(await screen.findByText(expected)).toBeInTheDocument();
      const notes = screen
        .queryAllByRole('listitem')
        .map(({ textContent }) => textContent);
      expect(notes).toEqual(silent.map(said => expect.stringMatching(said)));
    },
  );

  it.each([
    ['–', [live('east')]],
    ['?', [live('east'), stale('west', 3)]],
  ] as const)(
    'of an application marks where nothing is known to run by %s',
    async (mark, clusters) => {
      const orders = service('orders', [placement('dev')]);
      const web = service('web', [placement('dev'), placement('prod')]);
      show(
        entity('System', 'shop', 'Tea shop'),
        servicesOf([web, orders], clusters),
      );
      const table = await screen.findByRole('table', { name: say.services });
      const row = within(table).getByRole('row', { name: /orders/ });
      expect(within(row).getByText(mark)).toBeInTheDocument();
    },
  );

  it('of a service says which cluster does not answer, whether it is known there or not', async () => {
    const clusters = [live('east'), stale('west', 3)];
    show(entity('Component', 'orders'), servicesOf([], clusters));
    expect(await screen.findByText(say.unknown)).toBeInTheDocument();
    expect(screen.getByRole('listitem')).toHaveTextContent(say.silent);
  });
});
