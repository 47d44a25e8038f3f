import { screen, within } from '@testing-library/react';
import { Portal } from '../__testUtils__/portal';
import { at, runOf, runsOf } from '../__testUtils__/runs';
import { TeamCard } from './TeamCard';

const team = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'shop', namespace: 'default' },
};

describe.each([
  ['en', 'Pipelines of the team', /no job for: cart/, /no pipeline of: docs/],
  ['zh', '团队的流水线', /没有以下服务的任务：cart/, /流水线：docs/],
] as const)('the card of a team in %s', (language, title, absent, unbuilt) => {
  it('shows the runs of all its services, and which are missing', async () => {
    const portal = new Portal();
    portal.showTeam({
      services: {
        'component:default/web': runsOf([runOf()]),
        'component:default/cart': {
          kind: 'job-absent',
          job: 'shop/cart',
          readAt: at,
        },
        'component:default/docs': {
          kind: 'not-annotated',
          annotation: 'jenkins.io/job-full-name',
        },
      },
    });
    portal.open(language, <TeamCard />, '', team);
    const list = within(await screen.findByRole('list', { name: title }));
    expect(list.getByRole('link', { name: 'web' })).toHaveAttribute(
      'href',
      '/catalog/default/component/web/pipelines',
    );
    expect(
      list
        .getAllByRole('link')
        .map(link => link.getAttribute('href'))
        .filter(href => href?.includes('run=12')),
    ).toHaveLength(1);
    expect(screen.getByText(absent)).toBeInTheDocument();
    expect(screen.getByText(unbuilt)).toBeInTheDocument();
  });
});
