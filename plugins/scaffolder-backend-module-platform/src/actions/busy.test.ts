import { ServiceUnavailableError } from '@backstage/errors';
import { CiServerError, RegistryError } from '@pilothouse/plugin-platform-node';
import { Scene } from '../__testUtils__/Scene';
import { steps, traces } from '../__testUtils__/steps';

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
});

afterEach(() => scene.close());

async function runAll(): Promise<void> {
  for (const step of steps) await step.run(scene, 'task-1');
}

/** Fails the first time that something comes to this moment. */
function onceAt(moment: string): (what: string) => void {
  let left = 1;
  return what => {
    if (what === moment && left-- > 0) {
      throw new ServiceUnavailableError('It is busy');
    }
  };
}

const slow = () => new CiServerError('slow', 'It is busy');
const silent = () => new RegistryError('unreachable', 'It is busy');

const faults: readonly (readonly [string, () => void])[] = [
  ...['find', 'create', 'created', 'push', 'pushed', 'head', 'hook'].map(
    moment =>
      [
        `the git server, at: ${moment}`,
        () => {
          scene.git.gate = onceAt(moment);
        },
      ] as const,
  ),
  ...['added', 'tried'].map(
    moment =>
      [
        `the catalog, at: ${moment}`,
        () => {
          scene.catalog.gate = onceAt(moment);
        },
      ] as const,
  ),
  ...(['ensureFolder', 'putCredential', 'ensureMultibranchJob'] as const).map(
    method =>
      [
        `the CI server, at: ${method}`,
        () => {
          jest.spyOn(scene.ci, method).mockRejectedValueOnce(slow());
        },
      ] as const,
  ),
  ...(['ensureProject', 'ensureRobot'] as const).map(
    method =>
      [
        `the registry, at: ${method}`,
        () => {
          jest.spyOn(scene.projects, method).mockRejectedValueOnce(silent());
        },
      ] as const,
  ),
  [
    'the cluster',
    () => {
      const busy = new ServiceUnavailableError('It is busy');
      jest.spyOn(scene.kube, 'as').mockRejectedValueOnce(busy);
    },
  ],
];

it.each(faults)(
  'creates a service although this is busy for a moment: %s',
  async (_, fail) => {
    await runAll();
    const usual = await traces(scene);
    await scene.close();
    scene = await Scene.open();

    fail();
    await runAll();

    expect(await traces(scene)).toEqual(usual);
    expect(scene.logged).toContain('It is busy. It is tried again in a moment');
  },
);
