import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import { waitUntil } from '../../platform/wait.ts';
import { openPlatform } from '../../testing/tool.ts';
import { type GitAccount, gitFiles, gitUrl } from '../git/settings.ts';
import { ciServerEndpoints } from './index.ts';
import {
  folderXml,
  inlinePipelineXml,
  multibranchXml,
} from './testing/config-xml.ts';

const PATIENCE_MS = 180_000;
const platform = openPlatform();
const ci = ciServerEndpoints(platform);

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

async function askCi(path: string, init: RequestInit = {}): Promise<Response> {
  const token = await readFile(ci.apiTokenFile, 'utf8');
  const headers = { Authorization: basic(ci.user, token), ...init.headers };
  return fetch(ci.url + path, { redirect: 'manual', ...init, headers });
}

async function askGit(
  account: GitAccount,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const password = await readFile(gitFiles(platform).password(account), 'utf8');
  return fetch(`${gitUrl(platform)}/api/v1/${path}`, {
    method,
    headers: {
      Authorization: basic(account, password),
      'Content-Type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** A folder of its own at the CI server. */
async function openFolder(t: TestContext): Promise<string> {
  const name = `test-${randomBytes(4).toString('hex')}`;
  await create('', name, folderXml());
  t.after(async () => {
    const gone = async () =>
      (await askCi(`/job/${name}/doDelete`, { method: 'POST' })).status === 302;
    await waitUntil(gone, AbortSignal.timeout(PATIENCE_MS));
  });
  return name;
}

async function create(folder: string, name: string, body: string) {
  const answer = await askCi(`${folder}/createItem?name=${name}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/xml' },
  });
  assert.equal(answer.status, 200, await answer.text());
}

/** The log of a build that has ended. */
async function logOf(build: string): Promise<string> {
  let text = '';
  const ended = async () => {
    const answer = await askCi(`${build}/consoleText`);
    text = answer.ok ? await answer.text() : '';
    return /^Finished: /m.test(text);
  };
  await waitUntil(ended, AbortSignal.timeout(PATIENCE_MS), 300).catch(() =>
    assert.fail(`${build} did not end: ${text}`),
  );
  return text;
}

const PROGRAMS = ['node', 'npm', 'git', 'crane', 'helm', 'kubectl'];
const LOOK_AROUND = `pipeline {
  agent any
  stages {
    stage('Look') {
      steps {
        sh 'for program in ${PROGRAMS.join(' ')}; do command -v $program; done'
        sh 'echo "Node.js is $(node -p process.version)"'
        sh 'echo "kubeconfig: <$KUBECONFIG>, registry: <$DOCKER_CONFIG>"'
        sh '! kubectl get namespaces --request-timeout=5s'
        sh '! crane catalog localhost:${platform.addresses.registry}'
      }
    }
  }
}
`;

test('builds have the programs of the platform, and neither its kubeconfig nor its passwords', async t => {
  const folder = await openFolder(t);
  await create(`/job/${folder}`, 'look', inlinePipelineXml(LOOK_AROUND));
  const job = `/job/${folder}/job/look`;
  const asked = await askCi(`${job}/build`, { method: 'POST' });
  assert.equal(asked.status, 201);
  const log = await logOf(`${job}/1`);
  assert.match(log, /Finished: SUCCESS/);
  for (const program of PROGRAMS) {
    assert.match(log, new RegExp(`^/.*/${program}$`, 'm'));
  }
  assert.match(log, new RegExp(`^Node.js is ${process.version}$`, 'm'));
  assert.match(log, /^kubeconfig: <>, registry: <>$/m);
  assert.match(log, /UNAUTHORIZED/);
});

const JENKINSFILE = `pipeline {
  agent any
  stages { stage('Say') { steps { sh 'cat greeting.txt' } } }
}
`;

/** A private repository of the shop with a pipeline, made as the portal makes it. */
async function openRepository(t: TestContext): Promise<string> {
  const name = `test-${randomBytes(4).toString('hex')}`;
  const made = await askGit('portal', 'POST', 'orgs/shop/repos', {
    name,
    private: true,
    default_branch: 'main',
  });
  assert.equal(made.status, 201, await made.text());
  t.after(async () => {
    const gone = await askGit('portal', 'DELETE', `repos/shop/${name}`);
    assert.equal(gone.status, 204, 'the portal may take back what it made');
  });
  await write(name, 'Jenkinsfile', JENKINSFILE);
  await write(name, 'greeting.txt', 'hello from the first commit\n');
  return name;
}

async function write(name: string, path: string, content: string) {
  const file = `repos/shop/${name}/contents/${path}`;
  const known = await askGit('portal', 'GET', file);
  const sha = known.ok
    ? String(Reflect.get(Object(await known.json()), 'sha'))
    : undefined;
  const written = await askGit('portal', sha ? 'PUT' : 'POST', file, {
    content: Buffer.from(content).toString('base64'),
    branch: 'main',
    sha,
  });
  assert.ok(written.ok, await written.text());
}

test('a push to the git server is built, by an account that only reads', async t => {
  const repository = await openRepository(t);
  const folder = await openFolder(t);
  const store = `/job/${folder}/credentials/store/folder/domain/_`;
  const password = await readFile(gitFiles(platform).password('ci'), 'utf8');
  const saved = await askCi(`${store}/createCredentials`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/xml' },
    body: `<com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>
      <scope>GLOBAL</scope><id>git</id><username>ci</username><password>${password}</password>
    </com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl>`,
  });
  assert.equal(saved.status, 200, await saved.text());
  const remote = `${gitUrl(platform)}/shop/${repository}.git`;
  const config = multibranchXml(remote).replace(
    '<credentialsId></credentialsId>',
    '<credentialsId>git</credentialsId>',
  );
  await create(`/job/${folder}`, 'service', config);
  const branch = `/job/${folder}/job/service/job/main`;
  assert.match(await logOf(`${branch}/1`), /^hello from the first commit$/m);

  const hook = await askGit(
    'portal',
    'POST',
    `repos/shop/${repository}/hooks`,
    {
      type: 'gitea',
      active: true,
      events: ['push'],
      config: {
        url: ci.hookUrl,
        content_type: 'json',
        secret: await readFile(ci.hookSecretFile, 'utf8'),
      },
    },
  );
  assert.equal(hook.status, 201, await hook.text());
  await write(repository, 'greeting.txt', 'hello from the second commit\n');
  assert.match(await logOf(`${branch}/2`), /^hello from the second commit$/m);

  const file = `repos/shop/${repository}/contents/forbidden.txt`;
  const content = Buffer.from('by the CI server').toString('base64');
  const body = { content, branch: 'main' };
  const refused = await askGit('ci', 'POST', file, body);
  assert.equal(refused.status, 403);
});
