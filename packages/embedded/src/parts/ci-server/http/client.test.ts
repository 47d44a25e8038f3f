import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type JenkinsClient from 'jenkins';
import { folderXml, inlinePipelineXml } from '../testing/config-xml.ts';
import { ScriptedRunner } from '../testing/scripted-runner.ts';
import { ACCOUNT, ServerUnderTest } from '../testing/server-under-test.ts';

// The package is CommonJS; its types and its exports do not say the same about a default.
const Jenkins = createRequire(import.meta.url)(
  'jenkins',
) as typeof JenkinsClient;

const runner = new ScriptedRunner({
  quick: async run => {
    await run.say('hello');
    return 'SUCCESS';
  },
  slow: async run => {
    await run.say('waiting');
    return run.aborted();
  },
  talkative: async run => {
    for (let line = 1; line <= 2000; line += 1) await run.say(`line ${line}`);
    return 'SUCCESS';
  },
});

describe('the client `jenkins` of npm', () => {
  let under: ServerUnderTest;
  before(async () => {
    under = await ServerUnderTest.start(runner);
  });
  after(() => under.stop());

  function client(secret: string) {
    const url = new URL(under.url);
    url.username = ACCOUNT.id;
    url.password = secret;
    return new Jenkins({ baseUrl: url.href.replace(/\/$/, '') });
  }

  (['apiToken', 'password'] as const).forEach(by => {
    it(`makes a folder, a job and a build, with ${by}`, async () => {
      const jenkins = client(ACCOUNT[by]);
      await jenkins.job.create(`team-${by}`, folderXml());
      const job = `team-${by}/shop`;
      await jenkins.job.create(job, inlinePipelineXml('quick'));
      assert.equal(await jenkins.job.exists(job), true);
      const item = await jenkins.job.build(job);
      const number = await under.until(async () => {
        const { executable } = await jenkins.queue.item(item);
        return executable?.number as number | undefined;
      });
      assert.equal(number, 1);
      await under.ended(`/job/team-${by}/job/shop`, number);
      const build = await jenkins.build.get(job, number);
      assert.equal(build.result, 'SUCCESS');
      assert.equal(build.url, `${under.url}/job/team-${by}/job/shop/1/`);
      const log = await jenkins.build.log(job, number);
      assert.equal(log, 'hello\nFinished: SUCCESS\n');
      const { lastBuild, color } = await jenkins.job.get(job);
      assert.deepEqual([lastBuild.number, color], [1, 'blue']);
    });
  });

  it('follows a log to its end', async () => {
    const jenkins = client(ACCOUNT.apiToken);
    await jenkins.job.create('talkative', inlinePipelineXml('talkative'));
    await jenkins.job.build('talkative');
    await under.until(
      async () =>
        (await under.fetch('/job/talkative/1/api/json')).ok || undefined,
    );
    const stream = await jenkins.build.logStream('talkative', 1, 'text', 20);
    let text = '';
    stream.on('data', (chunk: string) => {
      text += chunk;
    });
    await new Promise((resolve, reject) => {
      stream.on('end', resolve).on('error', reject);
    });
    const lines = text.trim().split('\n');
    assert.deepEqual(
      [lines.length, lines[0], lines[1999]],
      [2001, 'line 1', 'line 2000'],
    );
  });

  it('stops a build', async () => {
    const jenkins = client(ACCOUNT.apiToken);
    await jenkins.job.create('slow', inlinePipelineXml('slow'));
    await jenkins.job.build('slow');
    await under.until(
      async () => (await under.fetch('/job/slow/1/api/json')).ok || undefined,
    );
    await jenkins.build.stop('slow', 1);
    const { result } = await under.ended('/job/slow', 1);
    assert.equal(result, 'ABORTED');
  });

  it('reads and changes a configuration, disables, enables, copies and deletes', async () => {
    const jenkins = client(ACCOUNT.apiToken);
    await jenkins.job.create('config', inlinePipelineXml('quick'));
    const xml = inlinePipelineXml('slow');
    await jenkins.job.config('config', xml);
    assert.equal(await jenkins.job.config('config'), xml);
    await jenkins.job.disable('config');
    assert.equal((await jenkins.job.get('config')).buildable, false);
    await assert.rejects(jenkins.job.build('config'), /config is disabled/);
    await jenkins.job.enable('config');
    assert.equal((await jenkins.job.get('config')).buildable, true);
    await jenkins.job.destroy('config');
    assert.equal(await jenkins.job.exists('config'), false);
  });

  it('tells of the server', async () => {
    const jenkins = client(ACCOUNT.apiToken);
    const info = await jenkins.info();
    assert.equal(info._class, 'hudson.model.Hudson');
    assert.deepEqual(await jenkins.queue.list(), []);
    assert.deepEqual(under.failures, []);
  });
});
