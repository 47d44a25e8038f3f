import assert from 'node:assert/strict';
import type { ImageRegistry } from '../ImageRegistry';

/** A registry under test, with what the laws are held against. */
export interface RegistryBench {
  readonly registry: ImageRegistry;
  /** A project in which a law may make what it likes; it is not there yet. */
  readonly project: string;
  /**
   * Pushes an image with a tag, into a project that is there where the registry has such.
   *
   * @param text - what is in the image; another text is another image
   * @returns its digest
   */
  push(repository: string, tag: string, text: string): Promise<string>;
  /** Frees what the bench holds. */
  close(): Promise<void>;
}

/** Something that every registry keeps to. */
export interface RegistryLaw {
  readonly title: string;
  check(bench: RegistryBench): Promise<void>;
}

/** Makes the project where the registry knows such. */
async function ready({ registry, project }: RegistryBench): Promise<void> {
  if (registry.hasProjects) await registry.ensureProject(project);
}

const leadElsewhere = ['..', '.', '', '%2e%2e', 'a/../..', 'a?b', 'A'];

/** Laws of what repositories hold, for every registry. */
export const registryContentLaws: readonly RegistryLaw[] = [
  {
    title: 'has nothing in a repository that is not there',
    async check(bench) {
      const { registry, project } = bench;
      await ready(bench);
      const name = `${project}/nothing`;
      assert.deepEqual(await registry.repositories(project), []);
      assert.deepEqual(await registry.artifacts(name), []);
      assert.equal(await registry.artifact(name, 'v1'), undefined);
      assert.equal(await registry.deleteRepository(name), false);
    },
  },
  {
    title: 'tells what was pushed, by tag and by digest',
    async check(bench) {
      const { registry, project } = bench;
      await ready(bench);
      const name = `${project}/deep/web`;
      const digest = await bench.push(name, 'v1', `one of ${project}`);
      assert.deepEqual(await registry.repositories(project), [name]);
      const found = await registry.artifact(name, 'v1');
      assert.equal(found?.digest, digest);
      assert.deepEqual(found?.tags, ['v1']);
      assert.deepEqual(await registry.artifact(name, digest), found);
      assert.ok(found?.size === undefined || found.size > 0);
      assert.ok(
        found?.pushedAt === undefined ||
          !Number.isNaN(Date.parse(found.pushedAt)),
      );
      assert.equal(found?.scan.kind, 'not-known');
      assert.equal(await registry.artifact(name, 'v2'), undefined);
    },
  },
  {
    title: 'moves a tag with a push, and gathers the tags of one artifact',
    async check(bench) {
      const { registry, project } = bench;
      await ready(bench);
      const name = `${project}/web`;
      const first = await bench.push(name, 'stable', `first of ${project}`);
      const second = await bench.push(name, 'stable', `second of ${project}`);
      const again = await bench.push(name, 'v2', `second of ${project}`);
      assert.notEqual(first, second);
      assert.equal(again, second);
      const tagged = (await registry.artifacts(name)).filter(
        ({ tags }) => tags.length > 0,
      );
      assert.deepEqual(
        tagged.map(({ digest, tags }) => ({ digest, tags })),
        [{ digest: second, tags: ['stable', 'v2'] }],
      );
    },
  },
  {
    title: 'removes a repository once, and no other',
    async check(bench) {
      const { registry, project } = bench;
      await ready(bench);
      for (const name of ['web', 'web/inner'])
        await bench.push(`${project}/${name}`, 'v1', `${name} of ${project}`);
      const name = `${project}/web`;
      assert.equal(await registry.deleteRepository(name), true);
      assert.equal(await registry.deleteRepository(name), false);
      assert.deepEqual(await registry.artifacts(name), []);
      assert.deepEqual(await registry.repositories(project), [`${name}/inner`]);
    },
  },
  {
    title: 'takes no name that would lead elsewhere',
    async check(bench) {
      const { registry, project } = bench;
      await ready(bench);
      const input = { name: 'InputError' };
      for (const part of leadElsewhere) {
        const name = `${project}/${part}`;
        await assert.rejects(registry.repositories(part), input);
        await assert.rejects(registry.artifacts(name), input);
        await assert.rejects(registry.artifact(name, 'v1'), input);
        await assert.rejects(registry.deleteRepository(name), input);
      }
      for (const reference of ['..', '', 'a/b', 'sha256:..'])
        await assert.rejects(
          registry.artifact(`${project}/web`, reference),
          input,
        );
      if (registry.hasProjects)
        assert.equal(await registry.hasProject(project), true);
    },
  },
];

const secret = 'Secret-of-8-or-more';

/** All that can be asked of a project. */
function askedOfProject(registry: ImageRegistry, project: string) {
  const robot = { project, name: 'ci' };
  return [
    () => registry.hasProject(project),
    () => registry.ensureProject(project),
    () => registry.deleteProject(project),
    () => registry.ensureRobot({ ...robot, may: 'pull', secret }),
    () => registry.hasRobot(robot),
    () => registry.deleteRobot(robot),
  ];
}

/** Laws of those that have projects. */
export const registryProjectLaws: readonly RegistryLaw[] = [
  {
    title: 'takes no project whose name would lead elsewhere',
    async check({ registry }) {
      for (const project of leadElsewhere)
        for (const ask of askedOfProject(registry, project))
          await assert.rejects(ask, { name: 'InputError' });
    },
  },
  {
    title: 'makes a project once',
    async check({ registry, project }) {
      assert.equal(await registry.hasProject(project), false);
      assert.deepEqual(await registry.ensureProject(project), {
        created: true,
      });
      assert.deepEqual(await registry.ensureProject(project), {
        created: false,
      });
      assert.equal(await registry.hasProject(project), true);
    },
  },
  {
    title: 'makes one project of those that are ordered at once',
    async check({ registry, project }) {
      const made = await Promise.all(
        [1, 2, 3].map(() => registry.ensureProject(project)),
      );
      assert.equal(made.filter(({ created }) => created).length, 1);
    },
  },
  {
    title: 'removes a project once, and none that holds something',
    async check(bench) {
      const { registry, project } = bench;
      assert.equal(await registry.deleteProject(project), false);
      await registry.ensureProject(project);
      await bench.push(`${project}/web`, 'v1', `kept in ${project}`);
      await assert.rejects(registry.deleteProject(project), {
        name: 'ConflictError',
      });
      await registry.deleteRepository(`${project}/web`);
      assert.equal(await registry.deleteProject(project), true);
      assert.equal(await registry.deleteProject(project), false);
      assert.equal(await registry.hasProject(project), false);
    },
  },
  {
    title: 'makes a robot account of a project once, and goes on with it',
    async check({ registry, project }) {
      const order = {
        project,
        name: 'ci',
        may: 'push-and-pull',
        secret,
      } as const;
      await assert.rejects(registry.ensureRobot(order), {
        name: 'NotFoundError',
      });
      assert.equal(await registry.hasRobot(order), false);
      await registry.ensureProject(project);
      assert.equal(await registry.hasRobot(order), false);
      const made = await registry.ensureRobot(order);
      assert.equal(await registry.hasRobot(order), true);
      assert.equal(await registry.hasRobot({ project, name: 'c' }), false);
      const again = await registry.ensureRobot({ ...order, may: 'pull' });
      assert.deepEqual([made.created, again.created], [true, false]);
      assert.equal(again.username, made.username);
      assert.equal(await registry.deleteRobot(order), true);
      assert.equal(await registry.deleteRobot(order), false);
      assert.equal(await registry.hasRobot(order), false);
    },
  },
  {
    title: 'has robot accounts go with their project',
    async check({ registry, project }) {
      const robot = { project, name: 'ci' };
      await registry.ensureProject(project);
      await registry.ensureRobot({ ...robot, may: 'pull', secret });
      await registry.deleteProject(project);
      await registry.ensureProject(project);
      assert.equal(await registry.deleteRobot(robot), false);
    },
  },
];

/** Laws of those that have none: they say so, and make nothing up. */
export const registryWithoutProjectsLaws: readonly RegistryLaw[] = [
  {
    title: 'says that it has neither projects nor robot accounts',
    async check({ registry, project }) {
      for (const ask of askedOfProject(registry, project))
        await assert.rejects(ask, { problem: 'unsupported' });
    },
  },
];
