import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import jenkinsBackend from '@backstage-community/plugin-jenkins-backend';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { z } from 'zod';
import { createBuildRunner } from '../run/runner.ts';
import { inlinePipelineXml, multibranchXml } from '../testing/config-xml.ts';
import { ACCOUNT, ServerUnderTest } from '../testing/server-under-test.ts';

const REPORT =
  '<testsuite name="s"><testcase name="a"/><testcase name="b"><skipped/></testcase><testcase name="c"><failure/></testcase></testsuite>';

const pipeline = (steps: string) => `pipeline {
  agent any
  stages {
    stage('Test') {
      steps {
        ${steps}
      }
    }
  }
}
`;

const TESTED = pipeline(`sh '''echo '${REPORT}' > junit.xml'''
        junit 'junit.xml'`);

const buildSchema = z.object({
  number: z.number(),
  status: z.string(),
  source: z.object({
    branchName: z.string().optional(),
    commit: z.object({ hash: z.string() }).optional(),
    displayName: z.string().optional(),
  }),
  tests: z
    .object({
      total: z.number(),
      passed: z.number(),
      skipped: z.number(),
      failed: z.number(),
      testUrl: z.string(),
    })
    .optional(),
});
const projectsSchema = z.object({
  projects: z.array(
    z.object({
      displayName: z.string(),
      fullName: z.string(),
      status: z.string(),
      lastBuild: buildSchema.nullable(),
    }),
  ),
});

const component = (name: string, job: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'jenkins.io/job-full-name': job },
  },
});

describe('the stock Jenkins plugin of Backstage', () => {
  let repository: string;
  let commit: string;
  let under: ServerUnderTest;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), 'ci-stock-plugin-'));
    await git('init', '--quiet', '--initial-branch=main');
    await writeFile(join(repository, 'Jenkinsfile'), TESTED);
    await git('add', '.');
    await git('commit', '--quiet', '-m', 'Begin');
    await git('branch', 'feature/cart');
    commit = await git('rev-parse', 'HEAD');
    under = await ServerUnderTest.start(createBuildRunner());
    await under.postXml('/createItem?name=shop', multibranchXml(repository));
    await under.postXml(
      '/createItem?name=nightly',
      inlinePipelineXml(pipeline(`echo 'all is well'`)),
    );
    backend = await startTestBackend({
      features: [
        jenkinsBackend.default,
        mockServices.rootConfig.factory({
          data: {
            jenkins: {
              baseUrl: under.url,
              username: ACCOUNT.id,
              apiKey: ACCOUNT.apiToken,
            },
          },
        }),
        catalogServiceMock.factory({
          entities: [
            component('shop', 'shop'),
            component('nightly', 'nightly'),
          ],
        }),
      ],
    });
    await under.ended('/job/shop/job/main', 1);
    await under.ended('/job/shop/job/feature%252Fcart', 1);
  });
  after(async () => {
    await backend?.stop();
    await under?.stop();
    await rm(repository, { recursive: true, force: true });
  });

  async function git(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(
      'git',
      ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args],
      { cwd: repository },
    );
    return stdout.trim();
  }

  async function ask(path: string, method = 'GET'): Promise<unknown> {
    const at = `/api/jenkins/v1/entity/default/component/${path}`;
    const url = `http://localhost:${backend.server.port()}${at}`;
    const answer = await fetch(url, { method });
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  }

  async function projects(path: string) {
    const { projects: found } = projectsSchema.parse(await ask(path));
    return found.sort((a, b) => a.fullName.localeCompare(b.fullName));
  }

  it('lists the branches of a service, each with its last build, commit and tests', async () => {
    const found = await projects('shop/projects');
    assert.deepEqual(
      found.map(({ displayName, fullName, status }) => [
        displayName,
        fullName,
        status,
      ]),
      [
        ['feature/cart', 'shop/feature%2Fcart', 'UNSTABLE'],
        ['main', 'shop/main', 'UNSTABLE'],
      ],
    );
    assert.deepEqual(found[1]?.lastBuild, {
      number: 1,
      status: 'UNSTABLE',
      source: {
        branchName: 'main',
        commit: { hash: commit.slice(0, 8) },
        displayName: 'main',
      },
      tests: {
        total: 3,
        passed: 1,
        skipped: 1,
        failed: 1,
        testUrl: `${under.url}/job/shop/job/main/1/testReport/`,
      },
    });
  });

  ['main', 'feature/cart'].forEach(branch => {
    it(`finds the branch ${branch}`, async () => {
      const asked = `shop/projects?branch=${encodeURIComponent(branch)}`;
      const [found] = await projects(asked);
      assert.deepEqual(
        [found?.displayName, found?.lastBuild?.number],
        [branch, 1],
      );
    });
  });

  it('shows a pipeline that has no branches, before and after its first build', async () => {
    const [unbuilt] = await projects('nightly/projects');
    assert.deepEqual(
      [unbuilt?.status, unbuilt?.lastBuild],
      ['build not found', null],
    );
    await under.post('/job/nightly/build');
    await under.ended('/job/nightly', 1);
    const [built] = await projects('nightly/projects');
    assert.deepEqual([built?.fullName, built?.status], ['nightly', 'SUCCESS']);
  });

  it('shows a build and what it said', async () => {
    const { build } = z
      .object({ build: buildSchema })
      .parse(await ask('shop/job/shop%2Fmain/1'));
    assert.deepEqual(
      [build.number, build.status, build.tests?.failed],
      [1, 'UNSTABLE', 1],
    );
    const { consoleText } = z
      .object({ consoleText: z.string() })
      .parse(await ask('shop/job/shop%2Fmain/1/consoleText'));
    assert.match(consoleText, /Finished: UNSTABLE\n$/);
  });

  it('has a build run again, and lists both', async () => {
    await ask('shop/job/shop%2Fmain/1', 'POST');
    await under.ended('/job/shop/job/main', 2);
    const { build: job } = z
      .object({
        build: z.object({
          builds: z.array(z.object({ number: z.number(), result: z.string() })),
        }),
      })
      .parse(await ask('shop/job/shop%2Fmain'));
    assert.deepEqual(
      job.builds.map(({ number, result }) => [number, result]),
      [
        [2, 'UNSTABLE'],
        [1, 'UNSTABLE'],
      ],
    );
  });
});
