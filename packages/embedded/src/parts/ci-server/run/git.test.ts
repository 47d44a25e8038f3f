import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { begin, stagesOf } from './testing.ts';

let url = '';
let first = '';
let second = '';

const JENKINSFILE = `pipeline { agent any
  stages { stage('A') { steps {
    sh 'cat text; echo $GIT_BRANCH $GIT_COMMIT $GIT_PREVIOUS_COMMIT'
  } } } }`;

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  return execFileSync('git', [...identity, ...args], {
    cwd: url,
    encoding: 'utf8',
  }).trim();
}

function commit(text: string, message: string): string {
  writeFileSync(join(url, 'text'), `${text}\n`);
  git('add', '.');
  git('commit', '--quiet', '-m', message);
  return git('rev-parse', 'HEAD');
}

before(() => {
  url = mkdtempSync(join(tmpdir(), 'ci-server-git-'));
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(join(url, 'Jenkinsfile'), JENKINSFILE);
  first = commit('one', 'First');
  git('tag', 'v1');
  second = commit('two', 'Second\n\nWith more.');
});

after(() => rmSync(url, { recursive: true }));

const jenkinsfile = { kind: 'path', path: 'Jenkinsfile' } as const;

test('the newest of a branch is checked out, with its changes', async context => {
  const checkout = { url, branch: 'main', previousCommit: first };
  const build = await begin(context, '', { jenkinsfile, checkout });
  const progress = await build.finish();
  assert.equal(progress.result, 'SUCCESS', build.log());
  assert.deepEqual(stagesOf(progress), [
    'Declarative: Checkout SCM SUCCESS',
    'A SUCCESS',
  ]);
  assert.match(build.log(), new RegExp(`Obtained Jenkinsfile from ${second}`));
  assert.match(
    build.log(),
    new RegExp(`\ntwo\n.*\norigin/main ${second} ${first}\n`),
  );
  const [revision] = progress.revisions;
  assert.equal(revision?.commit, second);
  assert.deepEqual(
    revision?.changes.map(({ subject, author, paths }) => ({
      ...{ subject, author, paths },
    })),
    [{ subject: 'Second', author: 'Ada', paths: ['text'] }],
  );
});

test('a commit that is not the newest, in the workspace of another one', async context => {
  const checkout = { url, branch: 'main', commit: first };
  const build = await begin(context, '', {
    jenkinsfile,
    checkout,
    environment: { PATH: process.env.PATH ?? '', BRANCH_NAME: 'main' },
  });
  assert.equal((await build.finish()).result, 'SUCCESS', build.log());
  assert.match(build.log(), new RegExp(`\none\n.*\nmain ${first}`));
});

test('a tag', async context => {
  const build = await begin(context, '', {
    jenkinsfile,
    checkout: { url, branch: 'v1' },
  });
  assert.equal((await build.finish()).result, 'SUCCESS', build.log());
  assert.match(build.log(), /\none\n/);
});

test('checkout scm and git, when the default checkout is left out', async context => {
  const script = `pipeline { agent any
    options { skipDefaultCheckout() }
    stages { stage('A') { steps {
      sh 'test ! -e text'
      checkout scm
      dir('other') { git url: '${url}', branch: 'main' }
      sh 'cat text other/text'
    } } } }`;
  const build = await begin(context, script, {
    checkout: { url, branch: 'main' },
  });
  const progress = await build.finish();
  assert.equal(progress.result, 'SUCCESS', build.log());
  assert.deepEqual(stagesOf(progress), ['A SUCCESS']);
  assert.match(build.log(), /\ntwo\ntwo\n/);
});

const REFUSED: [what: string, given: () => object, says: RegExp][] = [
  [
    'a branch that is not there',
    () => ({ checkout: { url, branch: 'nope' } }),
    /Couldn't find any revision to build.* has no nope/,
  ],
  [
    'a repository that is not there',
    () => ({ checkout: { url: `${url}/nope`, branch: 'main' } }),
    /ERROR: git fetch returned status code/,
  ],
  [
    'a Jenkinsfile that is not there',
    () => ({
      checkout: { url, branch: 'main' },
      jenkinsfile: { kind: 'path', path: 'x/Jenkinsfile' },
    }),
    /Unable to find x\/Jenkinsfile from git/,
  ],
];

for (const [what, given, says] of REFUSED)
  test(`refuses ${what}`, async context => {
    const build = await begin(context, '', { jenkinsfile, ...given() });
    assert.equal((await build.finish()).result, 'FAILURE');
    assert.match(build.log(), says);
  });
