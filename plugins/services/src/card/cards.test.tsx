import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { layOut, open } from '../__testUtils__/portal';
import {
  broken,
  placement,
  service,
  servicesOf,
} from '../__testUtils__/services';
import { ComponentCard } from './ComponentCard';
import { SystemCard } from './SystemCard';

const words = {
  en: {
    cause: /registry does not have it/,
    deployments: 'Deployments',
    unknown: /Nothing is known of what runs of it/,
    services: 'Services of Tea shop',
    none: 'No service of this application runs where you may see it.',
  },
  zh: {
    cause: /镜像仓库中不存在该镜像/,
    deployments: '部署',
    unknown: /不清楚它的运行情况/,
    services: 'Tea shop 的服务',
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

  it('of an application has its services', async () => {
    show(entity('System', 'shop', 'Tea shop'));
    const table = await screen.findByRole('table', { name: say.services });
    expect(within(table).getByRole('link', { name: 'web' })).toBeVisible();
  });

  it('of an application without services says so', async () => {
    show(entity('System', 'empty'));
    expect(await screen.findByText(say.none)).toBeInTheDocument();
  });
});
