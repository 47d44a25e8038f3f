import { screen } from '@testing-library/react';
import { Portal } from '../__testUtils__/portal';
import { at } from '../__testUtils__/runs';
import type { Nothing } from './NothingToShow';
import { PipelinesTab } from './PipelinesTab';

const unreachable = {
  kind: 'unreachable',
  message: 'connect ECONNREFUSED; see whether it runs',
} as const;

const cases: [Nothing, RegExp[], RegExp[]][] = [
  [
    { kind: 'not-configured' },
    [/No CI server is connected/, /baseUrl:/],
    [/尚未接入 CI 服务器/, /baseUrl:/],
  ],
  [
    { kind: 'not-permitted' },
    [/You may see web, and its pipelines are told to its team/, /Ask its team/],
    [/您可以查看 web，但其流水线仅对所属团队可见/, /请联系团队负责人/],
  ],
  [
    { kind: 'not-annotated', annotation: 'jenkins.io/job-full-name' },
    [/does not say which pipeline builds web/, /job-full-name: <folder>\/web/],
    [/没有说明 web 由哪条流水线构建/, /job-full-name: <folder>\/web/],
  ],
  [
    { kind: 'job-absent', job: 'shop/web', readAt: at },
    [/has no job shop\/web/, /create the job/],
    [/没有任务 shop\/web/, /创建该任务/],
  ],
  [
    { kind: 'not-heard', since: at, because: unreachable },
    [/cannot be reached/, /Nothing has been heard/, /ECONNREFUSED/],
    [/无法连接 CI 服务器/, /至今没有得到答复/, /ECONNREFUSED/],
  ],
  [
    { kind: 'not-heard', since: at },
    [/Asking the CI server/],
    [/正在查询 CI 服务器/],
  ],
];

describe.each(['en', 'zh'] as const)('nothing to show in %s', language => {
  it.each(cases)('%j', async (nothing, en, zh) => {
    const portal = new Portal();
    portal.showRuns(nothing);
    portal.open(language, <PipelinesTab />);
    for (const pattern of language === 'en' ? en : zh) {
      expect((await screen.findAllByText(pattern)).length).toBeGreaterThan(0);
    }
  });

  it.each<[string, string, RegExp]>([
    [
      'NotAllowedError',
      'ask a lead',
      language === 'en'
        ? /You may not see the runs/
        : /您无权查看该服务的流水线/,
    ],
    [
      'NotFoundError',
      'Run 9 of x is none of the service web',
      language === 'en'
        ? /does not exist, or you may not/
        : /不存在，或者您无权/,
    ],
    [
      'Error',
      'broken',
      language === 'en'
        ? /could not be read.*The portal answers/
        : /无法读取运行记录.*门户有响应/,
    ],
  ])('fails with a %s', async (name, message, pattern) => {
    const portal = new Portal();
    portal.streams.fail('pipelines.service', name, message);
    portal.open(language, <PipelinesTab />);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(pattern);
    expect(alert).toHaveTextContent(message);
  });
});
