import { FakeJenkins, sendJson } from '../__testUtils__/FakeJenkins';
import { JenkinsClient } from '../client';
import { executorsOf } from './executors';

const computer = (labels: string[], more: object = {}) => ({
  offline: false,
  numExecutors: 2,
  assignedLabels: labels.map(name => ({ name })),
  ...more,
});

it('reads programs from labels of those that take builds', async () => {
  const jenkins = await FakeJenkins.start((_, response) =>
    sendJson(response, {
      computer: [
        computer(['linux', 'tool-go@1.26.3', 'tool-java@none', 'tool-x@new']),
        computer(['tool-python3-venv@3.11'], { offline: true }),
        computer(['tool-node@22'], { numExecutors: 0 }),
        computer(['tool-node@22']),
        computer([], { assignedLabels: null }),
      ],
    }),
  );
  const { baseUrl } = jenkins;
  const config = { baseUrl, username: 'u', apiToken: 't' };

  const found = await executorsOf(new JenkinsClient(config));
  await jenkins.stop();

  expect(found.map(tools => Object.fromEntries(tools))).toEqual([
    { go: '1.26.3', java: 'none' },
    { 'python3-venv': '3.11' },
    { node: '22' },
    {},
  ]);
  expect(jenkins.asked).toHaveLength(1);
});
