import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gitPipelineXml, multibranchXml } from '../testing/config-xml.ts';
import { ScriptedRunner } from '../testing/scripted-runner.ts';
import { HOOK_SECRET, ServerUnderTest } from '../testing/server-under-test.ts';

const runner = new ScriptedRunner({ Jenkinsfile: async () => 'SUCCESS' });

describe('repositories that are followed', () => {
  let under: ServerUnderTest;
  let repository: string;

  before(async () => {
    under = await ServerUnderTest.start(runner);
    repository = await mkdtemp(join(tmpdir(), 'ci-repository-'));
    await git('init', '--quiet', '--initial-branch=main');
    await commit('Jenkinsfile', 'pipeline {}');
    await git('checkout', '--quiet', '-b', 'feature/one');
    await git('checkout', '--quiet', '--orphan', 'bare');
    await git('rm', '--quiet', '-rf', '.');
    await commit('README.md', 'no pipeline');
    await git('checkout', '--quiet', 'main');
  });
  after(async () => {
    await under.stop();
    await rm(repository, { recursive: true, force: true });
  });

  async function git(...args: string[]): Promise<string> {
    const identity = [
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.com',
    ];
    const { stdout } = await promisify(execFile)(
      'git',
      [...identity, ...args],
      {
        cwd: repository,
      },
    );
    return stdout.trim();
  }

  async function commit(file: string, content: string): Promise<string> {
    await writeFile(join(repository, file), content);
    await git('add', file);
    await git('commit', '--quiet', '-m', `Change ${file}`);
    return git('rev-parse', 'HEAD');
  }

  function deliver(
    push: object,
    { id = 'delivery', secret = HOOK_SECRET } = {},
  ): Promise<Response> {
    const body = JSON.stringify(push);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return fetch(`${under.url}/gitea-webhook/post`, {
      method: 'POST',
      body,
      headers: {
        'X-Gitea-Event': 'push',
        'X-Gitea-Delivery': id,
        'X-Gitea-Signature': signature,
      },
    });
  }

  function pushOf(head: string, branch = 'main') {
    return {
      ref: `refs/heads/${branch}`,
      after: head,
      repository: { clone_url: repository },
    };
  }

  it('have a job for each branch with a Jenkinsfile', async () => {
    await under.postXml('/createItem?name=shop', multibranchXml(repository));
    const names = await under.until(async () => {
      const { jobs } = await under.json<{ jobs: { name: string }[] }>(
        '/job/shop/api/json?tree=jobs[name]',
      );
      return jobs.length === 2 && jobs.map(({ name }) => name).sort();
    });
    assert.deepEqual(names, ['feature%2Fone', 'main']);
    await under.ended('/job/shop/job/feature%252Fone', 1);
    await under.ended('/job/shop/job/main', 1);
    const request = runner.requests.find(({ checkout }) =>
      checkout?.branch.startsWith('feature/'),
    );
    assert.equal(request?.environment.BRANCH_NAME, 'feature/one');
    assert.equal(request?.checkout?.url, repository);
    const log = await under.until(async () => {
      const text = await (
        await under.fetch('/job/shop/indexing/consoleText')
      ).text();
      return text !== '' && text;
    });
    assert.match(log, /Branch bare: no Jenkinsfile, skipped/);
    assert.match(log, /Finished: SUCCESS/);
  });

  it('leave nothing of a job that is deleted while they are compared', async () => {
    const folder = join(under.stateDir, 'jobs');
    for (const name of ['gone-1', 'gone-2', 'gone-3']) {
      await under.postXml(
        `/createItem?name=${name}`,
        multibranchXml(repository),
      );
      // Not a moment later: by then branches are being looked at.
      const deleted = await under.post(`/job/${name}/doDelete`);
      assert.ok(deleted.status < 400, `${name}: ${deleted.status}`);
    }
    await under.server.branches.settled();
    const left = await readdir(folder);
    assert.deepEqual(
      left.filter(name => name.startsWith('gone')),
      [],
    );
    assert.deepEqual(under.failures, []);
  });

  it('are built once for a push, however often it is delivered', async () => {
    const pushed = await commit('a.txt', 'a');
    const forged = await deliver(pushOf(pushed), { secret: 'guessed' });
    assert.equal(forged.status, 403);
    const answers = await Promise.all(
      ['one', 'one', 'two'].map(id => deliver(pushOf(pushed), { id })),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    await under.ended('/job/shop/job/main', 2);
    await under.server.branches.settled();
    const { nextBuildNumber, builds } = await under.json<{
      nextBuildNumber: number;
      builds: { actions: { causes?: { shortDescription: string }[] }[] }[];
    }>(
      '/job/shop/job/main/api/json?tree=nextBuildNumber,builds[actions[causes[shortDescription]]]',
    );
    assert.equal(nextBuildNumber, 3);
    assert.equal(
      builds[0]?.actions[0]?.causes?.[0]?.shortDescription,
      'Push event',
    );
  });

  it('build single pipelines of their branch only', async () => {
    await under.postXml(
      '/createItem?name=single',
      gitPipelineXml(repository, { branch: '*/main' }),
    );
    const pushed = await commit('b.txt', 'b');
    await deliver(pushOf(pushed, 'other'), { id: 'three' });
    await deliver(pushOf(pushed), { id: 'four' });
    await under.ended('/job/single', 1);
    const notify = `/git/notifyCommit?url=${encodeURIComponent(repository)}`;
    assert.equal((await fetch(`${under.url}${notify}`)).status, 403);
    const told = await under.fetch(`${notify}&token=${HOOK_SECRET}`);
    assert.match(await told.text(), /Scheduled single/);
    await under.server.branches.settled();
    assert.deepEqual(under.server.scheduler.queue.waiting, []);
    const { nextBuildNumber } = await under.json<{ nextBuildNumber: number }>(
      '/job/single/api/json',
    );
    assert.equal(nextBuildNumber, 2);
  });

  it('lose the job of a branch that is gone', async () => {
    await git('branch', '-D', 'feature/one');
    await under.post('/job/shop/disable');
    assert.equal((await under.post('/job/shop/build')).status, 409);
    await under.post('/job/shop/enable');
    assert.equal((await under.post('/job/shop/build')).status, 302);
    await under.until(async () => {
      const { status } = await under.fetch(
        '/job/shop/job/feature%252Fone/api/json',
      );
      return status === 404 || undefined;
    });
    assert.deepEqual(under.failures, []);
  });

  it('that cannot be read are told of, and read as soon as they can be', async () => {
    const later = join(repository, 'later.git');
    await under.postXml('/createItem?name=lost', multibranchXml(later));
    const log = await under.until(async () => {
      const text = await (
        await under.fetch('/job/lost/indexing/consoleText')
      ).text();
      return text !== '' && text;
    });
    assert.match(log, /ERROR: .*later\.git[\s\S]*Finished: FAILURE/);
    // At once: while it is cloned there would be a repository without branches.
    await git('clone', '--quiet', '--bare', '.', `${later}.part`);
    await rename(`${later}.part`, later);
    await under.ended('/job/lost/job/main', 1);
  });

  it('that are not there any more when their job is deleted are left alone', async () => {
    await under.postXml(
      '/createItem?name=none',
      multibranchXml('/nowhere/shop.git'),
    );
    await under.server.branches.settled();
    const deleted = await under.post('/job/none/doDelete');
    assert.ok(deleted.status < 400);
    await under.server.branches.settled();
    assert.deepEqual(
      (await readdir(join(under.stateDir, 'jobs'))).filter(
        name => name === 'none',
      ),
      [],
    );
  });
});
