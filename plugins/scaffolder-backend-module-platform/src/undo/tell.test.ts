import { mockServices } from '@backstage/backend-test-utils';
import type { Thing } from '../things/thing';
import { tellBy } from './tell';
import type { UndoReport } from './undo';

const repository = { host: 'git.example.com', owner: 'shop', name: 'checkout' };
const place = { cluster: 'east', namespace: 'shop-dev', name: 'checkout' };
const run = { folder: 'shop', taskId: 'one' };
const things: Thing[] = [
  { kind: 'repository', ...repository },
  { kind: 'registration', entityRef: 'component:default/checkout', repository },
  { kind: 'images', repository: 'shop/checkout' },
  { kind: 'release', ...place },
  { kind: 'rights', ...place, folder: 'shop', credential: 'deploy' },
  { kind: 'folder', fullName: 'shop', taskId: 'one' },
  { kind: 'project', name: 'shop', ...run },
  { kind: 'robot', project: 'shop', name: 'push', ...run },
  { kind: 'job', fullName: 'shop/checkout' },
  { kind: 'reader', host: 'git.example.com', owner: 'shop', ...run },
  { kind: 'hook', repository },
];

async function told(report: UndoReport) {
  const send = jest.fn();
  await tellBy({ send }, mockServices.logger.mock())('lin', 'one', report);
  return send.mock.calls[0][0].payload;
}

it.each<[string, UndoReport, object]>([
  [
    'that all is undone',
    { service: 'checkout', undone: [things[0]], left: [] },
    {
      title:
        'Creation of checkout: all is undone · checkout 的创建：已全部撤销',
      description:
        'Removed the repository shop/checkout at git.example.com · 已删除：代码仓库 shop/checkout（git.example.com）',
      severity: 'normal',
    },
  ],
  [
    'what is left, and why',
    {
      service: 'checkout',
      undone: [],
      left: [{ thing: things[8], because: 'the CI server is down' }],
    },
    {
      title:
        'Creation of checkout: not all is undone · checkout 的创建：未能全部撤销',
      description:
        'Could not remove the job shop/checkout of the CI server; it is tried again · 未能删除：CI 服务器上的任务 shop/checkout，稍后会重试: the CI server is down',
      severity: 'high',
    },
  ],
  [
    'what stays for good',
    {
      undone: [],
      left: [{ thing: things[8], because: 'it is yours', stays: true }],
    },
    {
      description:
        'Did not remove the job shop/checkout of the CI server · 未删除：CI 服务器上的任务 shop/checkout: it is yours',
    },
  ],
  [
    'of a team’s things without a service',
    { undone: [things[5]], left: [] },
    { title: 'A creation: all is undone · 一次创建：已全部撤销' },
  ],
])('tells %s', async (_, report, expected) => {
  expect(await told(report)).toMatchObject({
    link: '/create/tasks/one',
    ...expected,
  });
});

it.each(things.map(thing => ({ thing, kind: thing.kind })))(
  'tells of the $kind in both languages',
  async ({ thing }) => {
    const { description } = await told({ undone: [thing], left: [] });

    expect(description).toMatch(/^Removed (the|what is) .+ · 已删除：.+/);
    expect(description.split(' · ')[1]).toMatch(/shop|checkout/);
  },
);
