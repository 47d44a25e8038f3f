import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  describePlatformParts,
  snapshotThat,
} from '@pilothouse/plugin-platform-node/testing';
import { StatusFileParts } from './StatusFileParts';

const names: readonly [string, string] = ['etcd', 'kube-apiserver'];

function statusText(state: string, updatedAt = new Date()): string {
  return JSON.stringify({
    updatedAt: updatedAt.toISOString(),
    parts: names.map(name => ({
      name,
      title: name,
      version: 'v1.0.0',
      state,
      since: updatedAt.toISOString(),
      restarts: 0,
    })),
  });
}

async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

describePlatformParts('the status file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'status-'));
  const path = join(folder, 'status.json');
  const parts = await StatusFileParts.open(
    { path },
    mockServices.logger.mock(),
  );
  return {
    parts,
    names,
    speak: () => replace(path, statusText('ready')),
    fallSilent: () => rm(path, { force: true }),
    async close() {
      parts.close();
      await rm(folder, { recursive: true });
    },
  };
});

describe('StatusFileParts', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'status-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('follows a file that is replaced again and again', async () => {
    const path = join(folder, 'status.json');
    const parts = await StatusFileParts.open(
      { path },
      mockServices.logger.mock(),
    );
    for (const state of ['waiting', 'starting', 'ready', 'failed']) {
      await replace(path, statusText(state));
      await snapshotThat(parts, source => source.parts[0]?.state === state);
    }
    parts.close();
  });

  it('warns once when the file becomes unreadable', async () => {
    const path = join(folder, 'status.json');
    const logger = mockServices.logger.mock();
    await replace(path, statusText('ready'));
    const parts = await StatusFileParts.open({ path }, logger);
    await replace(path, '{');
    await snapshotThat(parts, source => source.knowledge.kind === 'unknown');
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('is not JSON'),
    );
    parts.close();
  });
});
