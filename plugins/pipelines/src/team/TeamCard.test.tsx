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
  [
    'en',
    'Pipelines of the team',
    /no job for: cart/,
    /no pipeline of: docs/,
    /Only its own team is told the pipelines of: cart and web/,
    /has run a pipeline yet/,
    /You see no service of this team/,
  ],
  [
    'zh',
    '团队的流水线',
    /没有以下服务的任务：cart/,
    /流水线：docs/,
    /仅对其所属团队可见：cart 和 web/,
    /还没有运行过流水线/,
    /没有您可以查看的该团队的服务/,
  ],
] as const)(
  'the card of a team in %s',
  (language, title, absent, unbuilt, theirs, none, unseen) => {
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

    it('tells first what waits for an answer of the person, of its services alone', async () => {
      const portal = new Portal();
      portal.showTeam({ services: { 'component:default/web': runsOf([]) } });
      const waits = [
        { run: { job: 'shop/web/main', number: 3 }, questions: ['Go on?'] },
      ];
      portal.streams.show('pipelines.broken', {
        services: {},
        unread: 0,
        waiting: {
          'component:default/web': waits,
          'component:default/ledger': waits,
        },
      });
      portal.open(language, <TeamCard />, '', team);
      expect(await screen.findByText('Go on?')).toBeInTheDocument();
    });

    it('says that the pipelines of others are told to their team', async () => {
      const portal = new Portal();
      portal.showTeam({
        services: {
          'component:default/cart': { kind: 'not-permitted' },
          'component:default/web': { kind: 'not-permitted' },
        },
      });
      portal.open(language, <TeamCard />, '', team);
      expect(await screen.findByText(theirs)).toBeInTheDocument();
      expect(screen.queryByText(none)).not.toBeInTheDocument();
    });

    it('does not say of a team of which one sees nothing that nothing has run', async () => {
      const portal = new Portal();
      portal.showTeam({ services: {} });
      portal.open(language, <TeamCard />, '', team);
      expect(await screen.findByText(unseen)).toBeInTheDocument();
      expect(screen.queryByText(none)).not.toBeInTheDocument();
    });

    it('says that nothing has run of what is known to have run nothing only', async () => {
      const portal = new Portal();
      const silent = { kind: 'not-heard', since: at } as const;
      portal.showTeam({ services: { 'component:default/web': silent } });
      portal.open(language, <TeamCard />, '', team);
      expect(await screen.findByText(/web/)).toBeInTheDocument();
      expect(screen.queryByText(none)).not.toBeInTheDocument();
      portal.showTeam({ services: { 'component:default/web': runsOf([]) } });
      expect(await screen.findByText(none)).toBeInTheDocument();
    });
  },
);
