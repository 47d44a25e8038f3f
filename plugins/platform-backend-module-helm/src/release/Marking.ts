import { ConflictError } from '@backstage/errors';
import type {
  KubeObject,
  PersonalHands,
} from '@pilothouse/plugin-platform-node';
import {
  isBusy,
  markerOf,
  markerPath,
  readMarker,
  type Marker,
} from './marker';
import {
  changed,
  madeFor,
  noSuchRelease,
  type Ref,
  type Standing,
} from './standing';

/** Longer than Helm itself waits for hooks. */
const leaseMs = 12 * 60_000;

/** Writes on what stands for releases what is being done to them, so that one at a time does. */
export class Marking {
  constructor(private readonly now: () => Date) {}

  /**
   * What stands for a release that something can be done to now.
   *
   * @param only - what it must still be; in any version where none is named
   * @throws NotFoundError when there is none
   * @throws ConflictError when it is not that any more, or somebody is at work on it
   */
  idle(
    standing: Standing | undefined,
    ref: Ref,
    only: { readonly uid: string; readonly resourceVersion?: string },
  ): Standing {
    if (!standing) throw noSuchRelease(ref);
    const { uid, resourceVersion } = standing.object.metadata ?? {};
    const isSame =
      only.resourceVersion === undefined ||
      only.resourceVersion === resourceVersion;
    if (uid !== only.uid || !isSame) throw changed(ref);
    const { marker } = standing;
    if (!isBusy(marker, this.now())) return standing;
    throw new ConflictError(
      `Helm is at work on ${ref.name} (${marker.step} since ${marker.since}); wait until it is done`,
    );
  }

  /**
   * Writes that something is being done, which only one can who saw the same.
   *
   * @returns uid of what stands for the release
   */
  async claim(
    marker: Marker,
    ref: Ref,
    standing: Standing | undefined,
    { cluster }: PersonalHands,
  ): Promise<string | undefined> {
    const { metadata } = standing?.object ?? (await madeFor(ref, cluster));
    const { uid, resourceVersion } = metadata ?? {};
    try {
      await cluster.apply(
        markerPath(ref),
        markerOf(marker, ref, { uid, resourceVersion }),
      );
    } catch (error) {
      if (!standing) await cluster.remove(markerPath(ref));
      throw error;
    }
    return uid;
  }

  /**
   * Writes what became of it, unless somebody else has begun something meanwhile.
   *
   * @param own - what this one has claimed
   * @throws ConflictError when another claim is there
   */
  async tell(
    marker: Marker,
    ref: Ref,
    own: { readonly uid: string | undefined; readonly marker: Marker },
    { cluster }: PersonalHands,
  ): Promise<void> {
    const object = await cluster.read<KubeObject>(markerPath(ref));
    const { uid, resourceVersion } = object?.metadata ?? {};
    const there = object && readMarker(object);
    const isOwn =
      uid === own.uid &&
      there?.step === own.marker.step &&
      there.since === own.marker.since;
    if (!isOwn) throw changed(ref);
    await cluster.apply(
      markerPath(ref),
      markerOf(marker, ref, { uid, resourceVersion }),
    );
  }

  /** What is written when that begins, or has ended. */
  step(
    step: Marker['step'],
  ): Pick<Marker, 'said' | 'since' | 'step' | 'until'> {
    const now = this.now();
    const isLasting = step !== 'deployed' && step !== 'failed';
    return {
      step,
      since: now.toISOString(),
      until: isLasting
        ? new Date(now.getTime() + leaseMs).toISOString()
        : undefined,
      said: undefined,
    };
  }
}
