import { NotFoundError } from '@backstage/errors';
import type { InstanceRevision } from '@pilothouse/plugin-platform-common';
import type {
  MiddlewareHistory,
  MiddlewareRehearsal,
  PersonalHands,
} from '@pilothouse/plugin-platform-node';
import { isInProgress } from './helm/failures';
import type { HelmRelease } from './helm/HelmRelease';
import type { HelmWork } from './helm/HelmWork';
import { demandOf } from './release/demand';
import { objectsIn, withoutSecrets } from './release/manifests';
import type { Marking } from './release/Marking';
import { revisionsOf } from './release/revisions';
import {
  instanceOf,
  noSuchRelease,
  standingOf,
  type Ref,
} from './release/standing';

type Back = Parameters<MiddlewareHistory['goBack']>[0];

/** The revisions that Helm keeps of releases, and the way back to them, as people. */
export class ReleaseHistory implements MiddlewareHistory {
  constructor(
    private readonly work: HelmWork,
    private readonly marking: Marking,
  ) {}

  async revisions(ref: Ref, hands: PersonalHands): Promise<InstanceRevision[]> {
    if (!(await standingOf(ref, hands))) throw noSuchRelease(ref);
    return this.work.run(hands, ref, async release =>
      (await release.known()) ? revisionsOf(await release.history()) : [],
    );
  }

  async rehearse(
    { ref, revision }: Pick<Back, 'ref' | 'revision'>,
    hands: PersonalHands,
  ): Promise<MiddlewareRehearsal> {
    const standing = await standingOf(ref, hands);
    if (!standing) throw noSuchRelease(ref);
    return this.work.run(hands, ref, async release => {
      const { version } = await kept(release, ref, revision);
      const before = objectsIn(await release.manifest());
      const after = objectsIn(await release.manifest(revision));
      return {
        before: instanceOf(standing, ref, undefined),
        after: instanceOf(standing, ref, undefined, version),
        objects: withoutSecrets({ before, after }),
        demand: { before: demandOf(before), after: demandOf(after) },
      };
    });
  }

  async goBack(
    { ref, revision, precondition }: Back,
    hands: PersonalHands,
  ): Promise<void> {
    const found = await standingOf(ref, hands);
    const standing = this.marking.idle(found, ref, precondition);
    const marker = { ...standing.marker, ...this.marking.step('rolling-back') };
    const uid = await this.marking.claim(marker, ref, standing, hands);
    let isOthers = false;
    await this.work.lasting(ref, hands, {
      act: async release => {
        try {
          await kept(release, ref, revision);
          await release.rollBack(revision);
        } catch (error) {
          isOthers = isInProgress(error);
          throw error;
        }
        const { version = marker.version } = (await release.known()) ?? {};
        const isSame = version === marker.version;
        const deployed = {
          ...marker,
          ...this.marking.step('deployed'),
          version,
          // Helm does not keep which archive that was.
          digest: isSame ? marker.digest : undefined,
        };
        await this.marking.tell(deployed, ref, { uid, marker }, hands);
      },
      hide: text => text,
      failed: async said => {
        const failed = { ...marker, ...this.marking.step('failed'), said };
        // What somebody does by hand is not the portal's to put right later.
        const told = isOthers ? standing.marker : failed;
        await this.marking.tell(told, ref, { uid, marker }, hands);
      },
    });
  }
}

async function kept(
  release: HelmRelease,
  { name }: Ref,
  revision: number,
): Promise<InstanceRevision> {
  const all = (await release.known()) ? await release.history() : [];
  const found = revisionsOf(all).find(each => each.revision === revision);
  if (found) return found;
  throw new NotFoundError(
    `Helm keeps no revision ${revision} of ${name} any more; choose another one`,
  );
}
