import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inlinePipelineXml } from '../testing/config-xml.ts';
import { ScriptedRunner } from '../testing/scripted-runner.ts';
import { ServerUnderTest } from '../testing/server-under-test.ts';
import type { StoredBuild } from './job.ts';

const BUILDS = 2000;
const LISTED =
  'allBuilds[number,url,result,building,timestamp,duration,actions[*[*[*[*]]]],changeSets[items[commitId,msg]]]{0,500}';

describe(`a job with ${BUILDS} builds`, () => {
  let under: ServerUnderTest;
  before(async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'ci-many-'));
    const folder = join(stateDir, 'jobs', 'many');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'config.xml'), inlinePipelineXml('x'));
    for (let number = 1; number <= BUILDS; number += 1) {
      const build = join(folder, 'builds', String(number));
      await mkdir(build, { recursive: true });
      await writeFile(
        join(build, 'build.json'),
        JSON.stringify(buildOf(number)),
      );
    }
    under = await ServerUnderTest.start(new ScriptedRunner({}), { stateDir });
  });
  after(() => under.stop());

  it('lists 500 of them without reading any from the disk', async t => {
    const begun = performance.now();
    const { allBuilds } = await under.json<{
      allBuilds: { number: number; actions: unknown[] }[];
    }>(`/job/many/api/json?tree=${encodeURIComponent(LISTED)}`);
    t.diagnostic(`${Math.round(performance.now() - begun)} ms`);
    assert.equal(allBuilds.length, 500);
    assert.equal(allBuilds[0]?.number, BUILDS);
    assert.equal(allBuilds[499]?.actions.length, 3);
  });

  it('lists 100 of them as Jenkins does when it is not told how many', async () => {
    const { builds, nextBuildNumber } = await under.json<{
      builds: unknown[];
      nextBuildNumber: number;
    }>('/job/many/api/json');
    assert.equal(builds.length, 100);
    assert.equal(nextBuildNumber, BUILDS + 1);
  });
});

function buildOf(number: number): StoredBuild {
  return {
    jobFullName: 'many',
    number,
    queueId: number,
    causes: [{ kind: 'branch-event' }],
    keepForever: false,
    tests: { total: 3, failed: 0, skipped: 0 },
    progress: {
      startTimeMillis: number * 1000,
      durationMillis: 900,
      running: false,
      result: 'SUCCESS',
      stages: [],
      inputs: [],
      artifacts: [],
      parameters: {},
      revisions: [
        {
          url: 'http://git.example/shop.git',
          branch: 'origin/main',
          commit: 'c0ffee',
          changes: [
            {
              id: 'c0ffee',
              author: 'Ada',
              email: 'ada@example.com',
              timestampMillis: number * 1000,
              subject: 'Change',
              message: 'Change',
              paths: ['a.txt'],
            },
          ],
        },
      ],
    },
  };
}
