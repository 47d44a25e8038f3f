import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inlinePipelineXml } from '../testing/config-xml.ts';
import { ScriptedRunner } from '../testing/scripted-runner.ts';
import { ServerUnderTest } from '../testing/server-under-test.ts';

const PARAMETERS = `<hudson.model.ParametersDefinitionProperty><parameterDefinitions>
  <hudson.model.StringParameterDefinition><name>TAG</name><defaultValue>latest</defaultValue></hudson.model.StringParameterDefinition>
  <hudson.model.ChoiceParameterDefinition><name>WHERE</name><choices><string>dev</string><string>test</string></choices></hudson.model.ChoiceParameterDefinition>
</parameterDefinitions></hudson.model.ParametersDefinitionProperty>`;
const ONE_AT_A_TIME =
  '<org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty/>';

const runner = new ScriptedRunner({
  stages: async run => {
    run.stage({ id: '1', name: 'Test', status: 'IN_PROGRESS' });
    await run.say('testing', '1');
    run.stage({ id: '2', name: 'Unit', status: 'SUCCESS', parentId: '1' });
    await run.say('unit', '2');
    run.report([
      {
        name: 'suite',
        file: 'junit.xml',
        durationSeconds: 2,
        cases: [
          { className: 'C', name: 'ok', status: 'PASSED', durationSeconds: 1 },
          {
            className: 'C',
            name: 'bad',
            status: 'FAILED',
            durationSeconds: 1,
            error: 'expected 1',
            stack: 'at C',
          },
        ],
      },
    ]);
    run.stage({ id: '1', name: 'Test', status: 'UNSTABLE' });
    run.stage({ id: '3', name: 'Deploy', status: 'SUCCESS' });
    await run.say('deploying', '3');
    const file = join(run.request.folders.artifacts, 'out/app.txt');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, 'artifact');
    const artifact = { path: 'out/app.txt', size: 8 };
    run.tell({ kind: 'artifact', artifact }, { artifacts: [artifact] });
    return 'UNSTABLE';
  },
  asking: async run => {
    run.stage({ id: '1', name: 'Release', status: 'PAUSED_PENDING_INPUT' });
    const decision = await run.ask({ id: 'Go', message: 'Release it?' });
    await run.say(`${decision.kind} by ${decision.by}`);
    return decision.kind === 'proceed' ? 'SUCCESS' : 'ABORTED';
  },
  waiting: async run => run.aborted(),
});

describe('builds', () => {
  let under: ServerUnderTest;
  before(async () => {
    under = await ServerUnderTest.start(runner);
  });
  after(() => under.stop());

  async function create(name: string, xml: string): Promise<void> {
    const answer = await under.postXml(`/createItem?name=${name}`, xml);
    assert.equal(answer.status, 200, await answer.text());
  }

  it('tell of their stages, their tests and what they made', async () => {
    await create('stages', inlinePipelineXml('stages'));
    const begun = await under.post('/job/stages/build');
    assert.equal(begun.status, 201);
    assert.match(begun.headers.get('Location') ?? '', /\/queue\/item\/\d+\/$/);
    const { result } = await under.ended('/job/stages', 1);
    assert.equal(result, 'UNSTABLE');

    const run = await under.json<{
      status: string;
      stages: { id: string; name: string; status: string }[];
    }>('/job/stages/1/wfapi/describe');
    assert.equal(run.status, 'UNSTABLE');
    assert.deepEqual(
      run.stages.map(({ name, status }) => [name, status]).sort(),
      [
        ['Deploy', 'SUCCESS'],
        ['Test', 'UNSTABLE'],
        ['Unit', 'SUCCESS'],
      ],
    );
    assert.equal(
      (await under.json<unknown[]>('/job/stages/wfapi/runs')).length,
      1,
    );

    const log = await under.json<{ text: string; hasMore: boolean }>(
      '/job/stages/1/execution/node/3/wfapi/log',
    );
    assert.deepEqual([log.text, log.hasMore], ['deploying\n', false]);
    const node = await under.json<{ stageFlowNodes: { id: string }[] }>(
      '/job/stages/1/execution/node/1/wfapi/describe',
    );
    assert.deepEqual(
      node.stageFlowNodes.map(({ id }) => id),
      ['1', '2'],
    );

    const report = await under.json<{
      failCount: number;
      suites: { cases: { name: string; errorDetails: string | null }[] }[];
    }>('/job/stages/1/testReport/api/json');
    assert.equal(report.failCount, 1);
    assert.equal(report.suites[0]?.cases[1]?.errorDetails, 'expected 1');

    const file = await under.fetch('/job/stages/1/artifact/out/app.txt');
    assert.equal(await file.text(), 'artifact');
    const outside = await under.fetch(
      '/job/stages/1/artifact/..%2F..%2F..%2Fconfig.xml',
    );
    assert.equal(outside.status, 404);

    const { actions } = await under.json<{
      actions: Record<string, unknown>[];
    }>('/job/stages/1/api/json');
    const found = actions.find(
      ({ _class }) => _class === 'hudson.tasks.junit.TestResultAction',
    );
    assert.deepEqual([found?.totalCount, found?.failCount], [2, 1]);
  });

  [
    ['proceedEmpty', 'SUCCESS'],
    ['abort', 'ABORTED'],
  ].forEach(([answer, result]) => {
    it(`go on after ${answer}`, async () => {
      const job = `asking-${answer}`;
      await create(job, inlinePipelineXml('asking'));
      await under.post(`/job/${job}/build`);
      const [input] = await under.until(async () => {
        const path = `/job/${job}/1/wfapi/pendingInputActions`;
        const response = await under.fetch(path);
        if (!response.ok) return undefined;
        const found = (await response.json()) as Record<string, string>[];
        return found.length > 0 && found;
      });
      assert.equal(input?.message, 'Release it?');
      assert.equal(input?.abortUrl, `/job/${job}/1/input/Go/abort`);
      const wrong = await under.post(`/job/${job}/1/input/Stop/${answer}`);
      assert.equal(wrong.status, 404);
      const given = await under.post(`/job/${job}/1/input/Go/${answer}`);
      assert.equal(given.status, 302);
      assert.equal((await under.ended(`/job/${job}`, 1)).result, result);
      const late = await under.post(`/job/${job}/1/input/Go/${answer}`);
      assert.equal(late.status, 404);
    });
  });

  it('take parameters, with what is left out as the job has it', async () => {
    const xml = inlinePipelineXml('stages', { properties: PARAMETERS });
    await create('parameters', xml);
    const nothing = await under.post('/job/parameters/build');
    assert.equal(nothing.status, 400);
    const wrong = await under.post(
      '/job/parameters/buildWithParameters?WHERE=moon',
    );
    assert.equal(wrong.status, 400);
    const body = new URLSearchParams({ TAG: 'v1', OTHER: 'x' });
    await under.post('/job/parameters/buildWithParameters', { body });
    await under.ended('/job/parameters', 1);
    assert.deepEqual(runner.requests.at(-1)?.parameters, {
      TAG: 'v1',
      WHERE: 'dev',
    });
  });

  it('wait for the one before, and say so', async () => {
    const xml = inlinePipelineXml('waiting', { properties: ONE_AT_A_TIME });
    await create('alone', xml);
    await under.post('/job/alone/build');
    await under.until(
      async () => (await under.fetch('/job/alone/1/api/json')).ok || undefined,
    );
    const second = await under.post('/job/alone/build');
    const location = second.headers.get('Location') ?? '';
    const item = await under.json<Record<string, unknown>>(
      `${location}api/json`,
    );
    assert.deepEqual(
      [item.blocked, item.why, item.executable],
      [true, 'Build #1 is already in progress (ETA: N/A)', undefined],
    );
    const third = await under.post('/job/alone/build');
    assert.equal(third.headers.get('Location'), location);
    const canceled = await under.post(`/queue/cancelItem?id=${item.id}`);
    assert.equal(canceled.status, 302);
    const left = await under.json<Record<string, unknown>>(
      `${location}api/json`,
    );
    assert.deepEqual([left.cancelled, left.why], [true, null]);
    const busy = await under.post('/job/alone/doDelete');
    assert.equal(busy.status, 409);
    await under.post('/job/alone/1/stop');
    assert.equal((await under.ended('/job/alone', 1)).result, 'ABORTED');
    assert.equal((await under.post('/job/alone/doDelete')).status, 302);
  });

  it('that cannot run fail, and say why', async () => {
    await create('broken', inlinePipelineXml('no such script'));
    await under.post('/job/broken/build');
    assert.equal((await under.ended('/job/broken', 1)).result, 'FAILURE');
    const log = await (await under.fetch('/job/broken/1/consoleText')).text();
    assert.match(log, /No script is named no such script/);
    assert.deepEqual(under.failures, []);
  });
});
