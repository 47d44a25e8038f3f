import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { standIns } from './testing/programs.ts';
import { run } from './testing/run.ts';

const SCRIPT = join(
  import.meta.dirname,
  'node-service/service/ci/free-release.sh',
);

/** What `helm history --output json` says, from the first revision on. */
function history(...statuses: readonly string[]): string {
  return JSON.stringify(
    statuses.map((status, index) => ({
      revision: index + 1,
      updated: '2026-01-05T10:00:00Z',
      status,
      chart: 'orders-0.1.0',
      app_version: '1.0',
      description: 'has {"revision":9,"status":"deployed"} in it',
    })),
  );
}

const LOOK = 'helm history orders --output json';
const WAITED = 'sleep 10';

interface Case {
  readonly what: string;
  /** What Helm says at each look, the last of them for ever; '' where it fails. */
  readonly looks: readonly string[];
  readonly waits: number;
  readonly does: readonly string[];
}

const CASES: readonly Case[] = [
  { what: 'no release, or no answer', looks: [''], waits: 0, does: [] },
  {
    what: 'a release that is deployed',
    looks: [history('superseded', 'deployed')],
    waits: 0,
    does: [],
  },
  {
    what: 'a release whose last deployment failed',
    looks: [history('deployed', 'failed')],
    waits: 0,
    does: [],
  },
  {
    what: 'a deployment that is still at it, and ends',
    looks: [
      history('deployed', 'pending-upgrade'),
      history('deployed', 'pending-upgrade'),
      history('superseded', 'deployed'),
    ],
    waits: 2,
    does: [],
  },
  {
    what: 'an upgrade that was killed',
    looks: [history('superseded', 'deployed', 'failed', 'pending-upgrade')],
    waits: 30,
    does: ['helm rollback orders 2'],
  },
  {
    what: 'an upgrade that was killed, of what was never deployed',
    looks: [history('failed', 'pending-upgrade')],
    waits: 30,
    does: ['helm rollback orders'],
  },
  {
    what: 'a rollback that was killed',
    looks: [history('superseded', 'deployed', 'pending-rollback')],
    waits: 30,
    does: ['helm rollback orders 2'],
  },
  {
    what: 'an installation that was killed',
    looks: [history('pending-install')],
    waits: 30,
    does: ['helm uninstall orders --wait --timeout 5m'],
  },
  {
    what: 'a removal that was killed',
    looks: [history('superseded', 'uninstalling')],
    waits: 30,
    does: ['helm uninstall orders --wait --timeout 5m'],
  },
];

for (const { what, looks, waits, does } of CASES)
  test(`${what}: waits ${waits} times, then ${
    does.join() || 'nothing'
  }`, async t => {
    const folder = await mkdtemp(join(tmpdir(), 'pilothouse-release-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const answers = looks.map((said, index) => {
      const which = index + 1 < looks.length ? `${index + 1}` : '*';
      const answer = said === '' ? 'exit 1' : `echo '${said}'`;
      return `${which}) ${answer} ;;`;
    });
    const programs = await standIns(folder, {
      sleep: '',
      helm: `[ "$1" = history ] || exit 0
case "$(grep -c '^helm history' '${join(folder, 'calls')}')" in
${answers.join('\n')}
esac`,
    });
    await run(folder, 'sh', [SCRIPT, 'orders'], {
      PATH: `${folder}:${process.env.PATH ?? ''}`,
    });
    const calls = await programs.calls();
    assert.equal(calls.filter(call => call === WAITED).length, waits);
    assert.deepEqual(
      calls.filter(call => call !== WAITED && call !== LOOK),
      does,
    );
  });

test('what cannot be freed ends the deployment', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-release-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await standIns(folder, {
    sleep: '',
    helm: `[ "$1" != history ] || { echo '${history(
      'pending-install',
    )}'; exit 0; }
echo 'cannot delete' >&2; exit 1`,
  });
  const PATH = `${folder}:${process.env.PATH ?? ''}`;
  await assert.rejects(
    run(folder, 'sh', [SCRIPT, 'orders'], { PATH }),
    /cannot delete/,
  );
});
