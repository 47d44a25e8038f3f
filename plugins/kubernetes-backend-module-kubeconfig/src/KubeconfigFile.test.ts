import { rm } from 'node:fs/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { KubeconfigFile } from './KubeconfigFile';
import { TestFolder, kubeconfig } from './__testUtils__/kubeconfig-file';

const user = { token: 'secret-token' };
const at = (server: string) => ({ cluster: { server }, user });
const dev = at('https://10.0.0.1:6443');
const prod = at('https://10.0.0.2:6443');

describe('a kubeconfig file that changes', () => {
  const logger = mockServices.logger.mock();
  let folder: TestFolder;
  let path: string;

  beforeEach(async () => {
    jest.clearAllMocks();
    folder = await TestFolder.create();
    path = await folder.write('config', kubeconfig({ dev, prod }, 'dev'));
  });

  afterEach(() => folder.remove());

  const open = (contexts: string[] = []) =>
    KubeconfigFile.open({ file: path, contexts }, logger);
  const urls = async (file: KubeconfigFile) =>
    [...(await file.connections()).values()].map(({ details }) => details.url);

  it('is followed to its new current context', async () => {
    const file = await open();
    expect(await urls(file)).toEqual(['https://10.0.0.1:6443']);
    await folder.write('config', kubeconfig({ dev, prod }, 'prod'));
    expect(await urls(file)).toEqual(['https://10.0.0.2:6443']);
  });

  it('keeps its connections, and their credentials, while it stays the same', async () => {
    const file = await open();
    const before = (await file.connections()).get('dev');
    await folder.write('config', kubeconfig({ dev, prod }, 'dev'));
    expect((await file.connections()).get('dev')).toBe(before);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['is gone', () => rm(path), /config does not exist\. What/],
    [
      'is half written',
      () => folder.write('config', 'apiVersion: v1\nclusters: ['),
      /config cannot be read: .*\. What/,
    ],
    [
      'lost the context',
      () => folder.write('config', kubeconfig({ prod })),
      /config has no context dev; it has: prod\. What/,
    ],
  ])('stays in use as it was when it %s, told once', async (_, spoil, told) => {
    const file = await open(['dev']);
    await spoil();
    expect(await urls(file)).toEqual(['https://10.0.0.1:6443']);
    expect(await urls(file)).toEqual(['https://10.0.0.1:6443']);
    expect(logger.warn.mock.calls).toEqual([[expect.stringMatching(told)]]);
    await folder.write('config', kubeconfig({ dev: prod }));
    expect(await urls(file)).toEqual(['https://10.0.0.2:6443']);
  });

  it('must be there at first', async () => {
    path = `${folder.path}/gone`;
    await expect(open()).rejects.toThrow(`Kubeconfig ${path} does not exist`);
  });
});
