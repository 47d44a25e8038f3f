import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { addressesFor } from '../../platform/addresses.ts';
import type { Platform } from '../../platform/platform.ts';
import type { ProcessSpec } from '../../platform/processes.ts';
import { userCenter, userCenterEndpoints } from './index.ts';

const documentSchema = z.object({
  issuer: z.string(),
  end_session_endpoint: z.string(),
});

let stateDir: string;
const children: ChildProcess[] = [];

before(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'user-center-part-'));
});
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(stateDir, { recursive: true });
});

/** A platform that starts programs without watching over them. */
function platformAt(userCenterPort: number): Platform {
  const run = async ({ args, command }: ProcessSpec) => {
    children.push(
      spawn(command, [...args], { stdio: ['ignore', 'pipe', 'inherit'] }),
    );
  };
  return {
    root: '/',
    stateDir,
    cacheDir: stateDir,
    addresses: {
      ...addressesFor(userCenterPort - 1),
      userCenter: userCenterPort,
    },
    processes: {
      run,
      runToEnd: async () => 0,
      end: async () => {},
      state: () => undefined,
    },
    node: process.execPath,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address
    ? address.port
    : assert.fail('no port');
}

async function outputOf(child: ChildProcess | undefined): Promise<string> {
  const chunks: string[] = [];
  child?.stdout?.on('data', chunk => chunks.push(String(chunk)));
  if (child?.exitCode === null) await once(child, 'close');
  return chunks.join('');
}

describe('the part', () => {
  it('configures, starts, answers under its addresses and stops on SIGTERM', async () => {
    const platform = platformAt(await freePort());
    await userCenter.configure?.(platform);
    await userCenter.start?.(platform);
    await userCenter.ready?.(platform, AbortSignal.timeout(60_000));
    const endpoints = userCenterEndpoints(platform);
    const discovery = documentSchema.parse(
      await (await fetch(endpoints.discoveryUrl)).json(),
    );
    assert.equal(discovery.issuer, endpoints.issuer);
    assert.equal(discovery.end_session_endpoint, endpoints.endSessionUrl);
    const token = await readFile(endpoints.scimTokenFile, 'utf8');
    const headers = { Authorization: `Bearer ${token}` };
    const people = await fetch(`${endpoints.scimUrl}/Users`, { headers });
    assert.equal(people.status, 200);
    const child = children.at(-1);
    child?.kill('SIGTERM');
    const output = await outputOf(child);
    assert.equal(child?.exitCode, 0);
    assert.doesNotMatch(output, new RegExp(token));
  });

  it('keeps its secrets when configured again, readable by their owner alone', async () => {
    const platform = platformAt(await freePort());
    await userCenter.configure?.(platform);
    const { clientSecretFile } = userCenterEndpoints(platform);
    const secret = await readFile(clientSecretFile, 'utf8');
    assert.ok(secret.length >= 43);
    await userCenter.configure?.(platform);
    assert.equal(await readFile(clientSecretFile, 'utf8'), secret);
    const dir = join(stateDir, userCenter.name);
    for (const name of await readdir(dir)) {
      assert.equal((await stat(join(dir, name))).mode & 0o077, 0, name);
    }
  });

  it('says in one sentence that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const platform = platformAt(
      typeof address === 'object' && address ? address.port : 0,
    );
    await userCenter.configure?.(platform);
    await userCenter.start?.(platform);
    const child = children.at(-1);
    const output = await outputOf(child);
    taken.close();
    assert.equal(child?.exitCode, 1);
    assert.match(output, /Port \d+ is taken: /);
  });

  it('names the file and the field when the people file is damaged', async () => {
    const platform = platformAt(await freePort());
    await userCenter.configure?.(platform);
    const path = join(stateDir, userCenter.name, 'people.json');
    await writeFile(path, '{"users":[{"id":"x"}],"groups":[]}');
    await userCenter.start?.(platform);
    const child = children.at(-1);
    const output = await outputOf(child);
    await rm(path);
    assert.equal(child?.exitCode, 1);
    assert.match(output, /people\.json: users\.0\.\w+: /);
  });
});
