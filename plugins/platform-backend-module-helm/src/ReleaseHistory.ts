import { NotFoundError } from '@backstage/errors';
import type {
  InstanceRevision,
  Values,
} from '@pilothouse/plugin-platform-common';
import type {
  MiddlewareHistory,
  MiddlewareRehearsal,
  PersonalHands,
} from '@pilothouse/plugin-platform-node';
import { underWay } from './helm/failures';
import {
  isHalfWay,
  type HelmRelease,
  type KnownRelease,
} from './helm/HelmRelease';
import type { HelmWork } from './helm/HelmWork';
import { demandOf } from './release/demand';
import { objectsIn, withoutSecrets } from './release/manifests';
import type { Marking } from './release/Marking';
import { withoutValues } from './release/redaction';
import { revisionsOf } from './release/revisions';
import {
  changed,
  instanceOf,
  mayRepair,
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
      const { known, version } = await kept(release, ref, revision);
      const [now, then] = await valuesOf(release, revision);
      const before = objectsIn(await release.manifest());
      const after = objectsIn(await release.manifest(revision));
      return {
        before: instanceOf(standing, ref, now),
        after: instanceOf(standing, ref, then, version),
        basis: basisOf(known),
        objects: withoutSecrets({ before, after }),
        demand: { before: demandOf(before), after: demandOf(after) },
      };
    });
  }

  async goBack(
    { ref, revision, precondition, basis }: Back,
    hands: PersonalHands,
  ): Promise<void> {
    const found = await standingOf(ref, hands);
    const standing = this.marking.idle(found, ref, precondition);
    const values = await this.work.run(hands, ref, async release => {
      const { known } = await kept(release, ref, revision);
      // Helm itself would go back over what somebody is doing by hand.
      if (isHalfWay(known) && !mayRepair(standing)) throw underWay(ref);
      if (basis !== undefined && basis !== basisOf(known)) throw changed(ref);
      return valuesOf(release, revision);
    });
    const marker = { ...standing.marker, ...this.marking.step('rolling-back') };
    const uid = await this.marking.claim(marker, ref, standing, hands);
    await this.work.lasting(ref, hands, {
      act: async release => {
        await release.rollBack(revision);
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
      hide: text => withoutValues(text, { values }),
      failed: async said => {
        const failed = { ...marker, ...this.marking.step('failed'), said };
        await this.marking.tell(failed, ref, { uid, marker }, hands);
      },
    });
  }
}

/** A revision as it is kept, and what Helm knows of the last one. */
async function kept(
  release: HelmRelease,
  { name }: Ref,
  revision: number,
): Promise<{ known: KnownRelease; version?: string }> {
  const known = await release.known();
  const all = known ? await release.history() : [];
  const found = revisionsOf(all).find(each => each.revision === revision);
  if (known && found) return { known, version: found.version };
  throw new NotFoundError(
    `Helm keeps no revision ${revision} of ${name} any more; choose another one`,
  );
}

/** The values of the last revision, and those of the one to go back to. */
async function valuesOf(
  release: HelmRelease,
  revision: number,
): Promise<readonly Values[]> {
  return [await release.values(), await release.values(revision)];
}

/** By which one sees that Helm has gone on, whoever had it do so. */
function basisOf({ revision }: KnownRelease): string {
  return `revision ${revision}`;
}
