import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { Addresses } from './Addresses';

type Others = PlacementDetail['addresses'][number]['others'];

it.each<['en' | 'zh', Others, RegExp]>([
  ['en', undefined, /web\.shop\.svc:80$/],
  ['en', { workloads: ['orders'] }, /Leads to pods of orders as well$/],
  [
    'en',
    { workloads: ['a', 'b', 'c'], more: 4 },
    /Leads to pods of a, b, c, and 4 others as well$/,
  ],
  ['zh', { workloads: ['orders'] }, /也通向这些工作负载的 Pod：orders$/],
  [
    'zh',
    { workloads: ['a', 'b', 'c'], more: 4 },
    /也通向这些工作负载的 Pod：a、b、c 和另外 4 个$/,
  ],
])(
  'says in %s who else is behind a Service: %j',
  async (language, others, said) => {
    const address = 'web.shop.svc:80';
    renderIn(
      language,
      <Addresses
        addresses={[{ kind: 'service', name: 'web', address, others }]}
      />,
    );
    const [term] = await screen.findAllByText('Service web');
    expect(term.nextElementSibling).toHaveTextContent(said);
  },
);
