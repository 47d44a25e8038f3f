import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import { screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { Silence } from './Silence';

const since = '2031-04-01T08:00:00.000Z';
const stale = (reason?: 'certificate-expired'): ClusterKnowledge => ({
  kind: 'stale',
  since,
  because: 'its certificate expired on Monday',
  reason,
});

describe.each([
  ['en', /The certificate of its API server has expired/],
  ['zh', /其 API 服务器的证书已过期/],
] as const)('why a cluster is silent, in %s', (language, expired) => {
  it('is said in that language, with the words of the portal', async () => {
    renderIn(language, <Silence knowledge={stale('certificate-expired')} />);
    expect(await screen.findByText(expired)).toHaveTextContent(
      'its certificate expired on Monday',
    );
  });

  it('is told as it is where it is of no known kind', async () => {
    renderIn(language, <Silence knowledge={stale()} />);
    expect(
      await screen.findByText('its certificate expired on Monday'),
    ).toBeInTheDocument();
    expect(screen.queryByText(expired)).not.toBeInTheDocument();
  });
});

it.each<ClusterKnowledge>([
  { kind: 'live', syncedAt: since },
  { kind: 'connecting', since },
])('says nothing of one that is $kind', async knowledge => {
  renderIn(
    'en',
    <div>
      <p>here</p>
      <Silence knowledge={knowledge} />
    </div>,
  );
  const { parentElement } = await screen.findByText('here');
  expect(parentElement).toHaveTextContent(/^here$/);
});
