import assert from 'node:assert/strict';
import type { CiServerBench } from './ci-server-bench';

/** Something that every CI server keeps to when jobs are set up. */
export interface CiSetupLaw {
  readonly title: string;
  check(bench: CiServerBench): Promise<void>;
}

/** Laws of what is set up, for `it.each`. */
export const ciSetupLaws: readonly CiSetupLaw[] = [
  {
    title: 'makes a folder once, with those that it is in',
    async check({ ci, folder }) {
      const inner = `${folder}/inner`;
      assert.equal(await ci.findJob(folder), undefined);
      const order = { fullName: inner, description: 'A <team> & more' };
      assert.deepEqual(await ci.ensureFolder(order), { created: true });
      assert.deepEqual(await ci.ensureFolder(order), { created: false });
      const found = await ci.findJob(folder);
      assert.equal(found?.kind, 'folder');
      assert.equal((await ci.findJob(inner))?.description, order.description);
      assert.deepEqual(found?.children, [inner]);
    },
  },
  {
    title: 'makes one folder of those that are ordered at once',
    async check({ ci, folder }) {
      const made = await Promise.all(
        [1, 2, 3].map(() => ci.ensureFolder({ fullName: folder })),
      );
      assert.equal(made.filter(({ created }) => created).length, 1);
    },
  },
  {
    title: 'makes a multibranch job once, and only in a folder that is there',
    async check({ ci, folder, sourceUrl }) {
      const job = { fullName: `${folder}/web`, sourceUrl };
      await assert.rejects(ci.ensureMultibranchJob(job), {
        name: 'NotFoundError',
      });
      await ci.ensureFolder({ fullName: folder });
      const made = await ci.ensureMultibranchJob(job);
      const again = await ci.ensureMultibranchJob({
        ...job,
        description: 'The web shop',
      });
      assert.deepEqual([made.created, again.created], [true, false]);
      const found = await ci.findJob(job.fullName);
      assert.equal(found?.description, 'The web shop');
      assert.equal(made.url, again.url);
      assert.equal((await ci.findJob(job.fullName))?.kind, 'multibranch');
      const other = { ...job, sourceUrl: `${sourceUrl}-other` };
      await assert.rejects(ci.ensureMultibranchJob(other), {
        name: 'ConflictError',
      });
      await assert.rejects(ci.ensureFolder({ fullName: job.fullName }), {
        name: 'ConflictError',
      });
    },
  },
  {
    title: 'keeps credentials of a folder by their id',
    async check({ ci, folder }) {
      const credential = {
        folder,
        id: 'git',
        content: {
          kind: 'username-password',
          username: 'ci',
          password: '<&]]>',
        },
      } as const;
      await assert.rejects(ci.putCredential(credential), {
        name: 'NotFoundError',
      });
      await ci.ensureFolder({ fullName: folder });
      const file = {
        folder,
        id: 'deploy-web-dev',
        content: {
          kind: 'secret-file',
          fileName: 'kubeconfig',
          content: Uint8Array.from([0, 255, 10]),
        },
      } as const;
      const text = {
        folder,
        id: 'token',
        content: { kind: 'secret-text', secret: 's' },
      } as const;
      for (const each of [credential, file, text]) {
        assert.deepEqual(await ci.putCredential(each), { created: true });
        assert.deepEqual(await ci.putCredential(each), { created: false });
        assert.equal(await ci.deleteCredential(each), true);
        assert.equal(await ci.deleteCredential(each), false);
      }
    },
  },
  {
    title: 'deletes what is there, and of folders only the empty ones',
    async check({ ci, folder, sourceUrl }) {
      const job = { fullName: `${folder}/web`, sourceUrl };
      assert.equal(await ci.deleteFolderIfEmpty(folder), false);
      assert.equal(await ci.deleteJob(job.fullName), false);
      await ci.ensureFolder({ fullName: folder });
      await ci.ensureMultibranchJob(job);
      assert.equal(await ci.deleteFolderIfEmpty(folder), false);
      await assert.rejects(ci.deleteFolderIfEmpty(job.fullName), {
        name: 'ConflictError',
      });
      await assert.rejects(ci.deleteJob(folder), { name: 'ConflictError' });
      assert.equal((await ci.findJob(job.fullName))?.kind, 'multibranch');
      assert.equal(await ci.deleteJob(job.fullName), true);
      await assert.rejects(ci.deleteJob(folder), { name: 'ConflictError' });
      assert.equal(await ci.deleteFolderIfEmpty(folder), true);
      assert.equal(await ci.findJob(folder), undefined);
    },
  },
];
