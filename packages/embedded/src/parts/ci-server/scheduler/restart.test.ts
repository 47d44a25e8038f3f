import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderXml, inlinePipelineXml } from '../testing/config-xml.ts';
import { ScriptedRunner } from '../testing/scripted-runner.ts';
import { ServerUnderTest } from '../testing/server-under-test.ts';

/** One build at a time, so that a second one waits. */
const alone =
  '<org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty/>';

interface QueueItemAnswer {
  readonly buildable: boolean;
  readonly why: string;
}

let finishWork = () => {};
const worked = new Promise<void>(resolve => (finishWork = resolve));

const runner = new ScriptedRunner({
  asks: async run => {
    await run.ask({ id: 'A' });
    const release = await run.request.executors.take(
      run.signal,
      () => void run.say('waits'),
    );
    release();
    return 'SUCCESS';
  },
  works: async run => {
    const release = await run.request.executors.take(run.signal, () => {});
    await run.say('works');
    await worked;
    release();
    return 'SUCCESS';
  },
  quick: async run => {
    await run.say('quick');
    return 'SUCCESS';
  },
  'stuck at first': async run => {
    if (run.request.number > 1) return 'SUCCESS';
    run.stage({ id: '1', name: 'Wait', status: 'IN_PROGRESS' });
    await run.say('stuck', '1');
    return new Promise(() => {});
  },
});

describe('a server that is killed', () => {
  it('finds jobs, builds, logs and the queue again, and goes on', async () => {
    const first = await ServerUnderTest.start(runner);
    await first.postXml('/createItem?name=team', folderXml());
    await first.postXml(
      '/job/team/createItem?name=quick',
      inlinePipelineXml('quick'),
    );
    await first.postXml(
      '/createItem?name=stuck',
      inlinePipelineXml('stuck at first', { properties: alone }),
    );
    await first.post('/job/team/job/quick/build');
    await first.ended('/job/team/job/quick', 1);
    await first.post('/job/stuck/build');
    await first.until(async () => {
      const log = await first.fetch('/job/stuck/1/consoleText');
      return /stuck/.test(await log.text()) || undefined;
    });
    await first.post('/job/stuck/build');
    const { items } = await first.json<{ items: unknown[] }>('/queue/api/json');
    assert.equal(items.length, 1);
    await first.kill();

    const { stateDir } = first;
    const second = await ServerUnderTest.start(runner, { stateDir });
    try {
      const lost = await second.ended('/job/stuck', 1);
      assert.equal(lost.result, 'ABORTED');
      const log = await second.fetch('/job/stuck/1/consoleText');
      assert.match(
        await log.text(),
        /^stuck\nThe CI server stopped while this build ran/,
      );
      const { stages } = await second.json<{ stages: { status: string }[] }>(
        '/job/stuck/1/wfapi/describe',
      );
      assert.deepEqual(
        stages.map(({ status }) => status),
        ['ABORTED'],
      );
      const kept = await second.ended('/job/team/job/quick', 1);
      assert.equal(kept.result, 'SUCCESS');
      const waited = await second.ended('/job/stuck', 2);
      assert.equal(waited.result, 'SUCCESS');
      assert.deepEqual(second.failures, []);
    } finally {
      await second.stop();
    }
  });

  it('has lost no build that waited for an executor', async () => {
    const first = await ServerUnderTest.start(runner, { executors: 1 });
    for (const [name, script] of [
      ['stuck', 'stuck at first'],
      ['later', 'quick'],
    ] as const) {
      await first.postXml(
        `/createItem?name=${name}`,
        inlinePipelineXml(script),
      );
      await first.post(`/job/${name}/build`);
      if (name === 'stuck')
        await first.until(
          async () => (await first.fetch('/job/stuck/1/api/json')).ok,
        );
    }
    const { items } = await first.json<{ items: QueueItemAnswer[] }>(
      '/queue/api/json',
    );
    assert.deepEqual(
      items.map(({ buildable, why }) => [buildable, why]),
      [[true, 'Waiting for next available executor']],
    );
    await first.kill();

    const { stateDir } = first;
    const second = await ServerUnderTest.start(runner, { stateDir });
    try {
      assert.equal((await second.ended('/job/later', 1)).result, 'SUCCESS');
      assert.equal((await second.ended('/job/stuck', 1)).result, 'ABORTED');
      assert.deepEqual(second.failures, []);
    } finally {
      await second.stop();
    }
  });
});

describe('a build that waits for an answer', () => {
  it('lets one begin that waited for its executor, and goes on after it', async () => {
    const under = await ServerUnderTest.start(runner, { executors: 1 });
    try {
      for (const name of ['asks', 'works']) {
        await under.postXml(
          `/createItem?name=${name}`,
          inlinePipelineXml(name),
        );
        await under.post(`/job/${name}/build`);
      }
      await under.until(async () => {
        const log = await under.fetch('/job/works/1/consoleText');
        return /works/.test(await log.text());
      });
      const asking = under.server.store.get('asks');
      under.server.builds.answer(asking, 1, 'A', {
        kind: 'proceed',
        by: 'ada',
        parameters: {},
      });
      await under.until(async () => {
        const log = await under.fetch('/job/asks/1/consoleText');
        return /waits/.test(await log.text());
      });
      finishWork();
      assert.equal((await under.ended('/job/works', 1)).result, 'SUCCESS');
      assert.equal((await under.ended('/job/asks', 1)).result, 'SUCCESS');
      assert.deepEqual(under.failures, []);
    } finally {
      await under.stop();
    }
  });
});
