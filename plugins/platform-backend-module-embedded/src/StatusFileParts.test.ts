import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  keeps,
  platformPartsLaws,
  snapshotThat,
  type PlatformPartsBench,
} from '@pilothouse/plugin-platform-node/testing';
import { StatusFileParts } from './StatusFileParts';

const names: PlatformPartsBench['names'] = ['etcd', 'kube-apiserver'];

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

async function bench(): Promise<PlatformPartsBench> {
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
}

describe('StatusFileParts', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'status-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each(platformPartsLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });

  it('follows a file that is replaced again and again', async () => {
    const path = join(folder, 'status.json');
    const parts = await StatusFileParts.open(
      { path },
      mockServices.logger.mock(),
    );
    for (const state of ['waiting', 'starting', 'ready', 'failed']) {
      await replace(path, statusText(state));
      const source = await snapshotThat(
        parts,
        ({ parts: [first] }) => first?.state === state,
      );
      expect(source.parts).toHaveLength(names.length);
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
