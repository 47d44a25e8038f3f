import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inlinePipelineXml } from '../testing/config-xml.ts';
import { ScriptedRunner } from '../testing/scripted-runner.ts';
import { ServerUnderTest } from '../testing/server-under-test.ts';

const runner = new ScriptedRunner({ quick: async () => 'SUCCESS' });

/** One build at a time, so that one that does not end holds up all others. */
const alone =
  '<org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty/>';

describe('a build that cannot be kept', () => {
  let under: ServerUnderTest;

  before(async () => {
    under = await ServerUnderTest.start(runner);
  });
  after(() => under.stop());

  /** @param blocked - name of a file of the first build that cannot be written */
  async function holdsNothingUp(blocked: string): Promise<void> {
    const path = `/job/${blocked}`;
    await under.postXml(
      `/createItem?name=${blocked}`,
      inlinePipelineXml('quick', { properties: alone }),
    );
    const job = under.server.store.find(blocked);
    assert.ok(job);
    // A folder where the file should be: nothing can be written there.
    const folder = under.server.store.buildFolder(job, 1);
    await mkdir(join(folder, blocked, 'x'), { recursive: true });

    await under.post(`${path}/build`);
    const { result } = await under.ended(path, 1);
    assert.equal(result, 'FAILURE');
    await under.post(`${path}/build`);
    assert.equal((await under.ended(path, 2)).result, 'SUCCESS');
    const deleted = await under.post(`${path}/doDelete`);
    assert.ok(deleted.status < 400, `${deleted.status}`);
  }

  it("fails, and holds up neither its job nor the job's deletion: its log", () =>
    holdsNothingUp('log-stages'));

  it("fails, and holds up neither its job nor the job's deletion: its record", () =>
    holdsNothingUp('build.json'));
});
