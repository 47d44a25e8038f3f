import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { z } from 'zod';
import { createBuildRunner } from '../run/runner.ts';
import { multibranchXml } from '../testing/config-xml.ts';
import { ACCOUNT, ServerUnderTest } from '../testing/server-under-test.ts';

// The package is CommonJS, whose default a module of the other kind would find one step deeper.
const { default: jenkinsPlugin } = createRequire(import.meta.url)(
  '@backstage-community/plugin-jenkins-backend',
) as typeof import('@backstage-community/plugin-jenkins-backend');

const REPORT =
  '<testsuites><testsuite name="s"><testcase name="a"/><testcase name="b"><skipped/></testcase></testsuite></testsuites>';
const JENKINSFILE = `pipeline {
  agent any
  stages {
    stage('Test') { steps { sh '''echo '${REPORT}' > junit.xml''' ; junit 'junit.xml' } }
  }
}
`;

const buildSchema = z.object({
  number: z.number(),
  status: z.string(),
  source: z.object({ branchName: z.string().optional() }),
  tests: z
    .object({ total: z.number(), passed: z.number(), skipped: z.number() })
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

describe('the stock Jenkins plugin of Backstage', () => {
  let under: ServerUnderTest;
  let repository: string;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), 'ci-stock-plugin-'));
    const git = (...args: string[]) =>
      promisify(execFile)(
        'git',
        ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args],
        { cwd: repository },
      );
    await writeFile(join(repository, 'Jenkinsfile'), JENKINSFILE);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '.');
    await git('commit', '--quiet', '-m', 'Begin');
    under = await ServerUnderTest.start(createBuildRunner());
    await under.postXml('/createItem?name=shop', multibranchXml(repository));
    await under.ended('/job/shop/job/main', 1);
    backend = await startTestBackend({
      features: [
        jenkinsPlugin,
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
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: {
                name: 'shop',
                namespace: 'default',
                annotations: { 'jenkins.io/job-full-name': 'shop' },
              },
            },
          ],
        }),
      ],
    });
  });
  after(async () => {
    await backend.stop();
    await under.stop();
    await rm(repository, { recursive: true, force: true });
  });

  async function ask(path: string, method = 'GET'): Promise<unknown> {
    const at = `/api/jenkins/v1/entity/default/component/shop/${path}`;
    const url = `http://localhost:${backend.server.port()}${at}`;
    const answer = await fetch(url, { method });
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  }

  it('lists the branches of a service with their last build and its tests', async () => {
    const { projects } = projectsSchema.parse(await ask('projects'));
    const [main] = projects;
    assert.equal(projects.length, 1);
    assert.deepEqual(
      [main?.displayName, main?.fullName, main?.status],
      ['main', 'shop/main', 'SUCCESS'],
    );
    assert.deepEqual(main?.lastBuild?.tests, {
      total: 2,
      passed: 1,
      skipped: 1,
    });
    const named = projectsSchema.parse(await ask('projects?branch=main'));
    assert.deepEqual(named.projects[0]?.lastBuild, main?.lastBuild);
  });

  it('shows a build and what it said', async () => {
    const { build } = z
      .object({ build: buildSchema })
      .parse(await ask('job/shop%2Fmain/1'));
    assert.deepEqual([build.number, build.status], [1, 'SUCCESS']);
    const { consoleText } = z
      .object({ consoleText: z.string() })
      .parse(await ask('job/shop%2Fmain/1/consoleText'));
    assert.match(consoleText, /Finished: SUCCESS\n$/);
  });

  it('has a build run again', async () => {
    await ask('job/shop%2Fmain/1', 'POST');
    assert.equal((await under.ended('/job/shop/job/main', 2)).result, 'SUCCESS');
  });
});
