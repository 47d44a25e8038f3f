import { ConflictError } from '@backstage/errors';
import type { ServicePart } from '@pilothouse/plugin-platform-common';
import { poll } from '../actions/poll';
import type { Surroundings } from '../actions/Surroundings';
import { assertPipeline } from '../things/ci';
import { handlerOf, type Maker } from '../things/Handlers';
import { kindNameOf } from '../things/kinds';
import { releasedObjects, type ReleasedObject } from '../things/release';
import { unbind } from '../things/rights';
import { wordsOf, type ThingOf } from '../things/thing';
import { partOf, type Doomed } from './doomed';

/** How long a cluster may take to let go of what it was told to delete. */
const patienceMs = 120_000;

/**
 * Removes some parts of a service, one thing after the other; what is gone already does not
 * matter.
 *
 * @param tell - is told of each thing whether it was there
 * @throws what the first thing that cannot be removed fails with; the rest is left alone, as
 *   it may be what the thing is found by
 */
export async function removeParts(
  surroundings: Pick<Surroundings, 'ci' | 'handlers' | 'kube' | 'pauseMs'>,
  things: readonly Doomed[],
  parts: readonly ServicePart[],
  how: {
    readonly maker: Maker;
    readonly tell: (what: string, wasThere: boolean) => void;
    readonly signal?: AbortSignal;
  },
): Promise<void> {
  const { maker, signal, tell } = how;
  for (const thing of things.filter(each => parts.includes(partOf(each)))) {
    signal?.throwIfAborted();
    const handler = handlerOf(surroundings.handlers, thing);
    if (thing.kind === 'job') {
      const job = await surroundings.ci.findJob(thing.fullName, signal);
      if (job) assertPipeline(job);
      await unbindAll(surroundings, things, how);
    }
    const wasThere = await handler.remove(maker, { kind: 'whole' }, signal);
    if (thing.kind === 'release') {
      await untilGone(surroundings, thing, maker, signal);
    }
    if (thing.kind === 'credentials') {
      await untilGivenBack(surroundings, thing, maker, signal);
    }
    if (
      thing.kind === 'registration' &&
      (await handler.exists(maker, signal))
    ) {
      throw new ConflictError(
        `The catalog still has ${thing.entityRef}, or a location that leads to its repository`,
      );
    }
    tell(wordsOf(thing), wasThere);
  }
}

/** Runs that do not end at once shall bring nothing back of what is deleted next. */
async function unbindAll(
  { kube }: Pick<Surroundings, 'kube'>,
  things: readonly Doomed[],
  { maker, signal }: { readonly maker: Maker; readonly signal?: AbortSignal },
): Promise<void> {
  for (const thing of things) {
    if (thing.kind === 'rights') await unbind(kube, thing, maker, signal);
  }
}

/** Clusters let go of objects in their own time, such as of volumes that pods still use. */
async function untilGone(
  { kube, pauseMs }: Pick<Surroundings, 'kube' | 'pauseMs'>,
  { cluster, name, namespace }: ThingOf<'release'>,
  { userEntityRef }: Maker,
  signal?: AbortSignal,
): Promise<void> {
  const client = await kube.as(userEntityRef, cluster);
  let left: readonly ReleasedObject[] = [];
  const look = async () => {
    left = await releasedObjects(client, namespace, name, signal);
    return left.length === 0 ? true : undefined;
  };
  const late = () =>
    new ConflictError(
      `The cluster ${cluster} was told to delete it, and still has ${left
        .map(object => `${kindNameOf(object.kind)} ${object.name}`)
        .join(
          ', ',
        )} in ${namespace}: see which finalizers hold them, and start the deletion again`,
    );
  await poll(look, { pauseMs, timeoutMs: patienceMs, late, signal });
}

/** Whoever gave credentials takes them back in their own time, such as a broker. */
async function untilGivenBack(
  { handlers, pauseMs }: Pick<Surroundings, 'handlers' | 'pauseMs'>,
  thing: ThingOf<'credentials'>,
  maker: Maker,
  signal?: AbortSignal,
): Promise<void> {
  const { credentials } = handlers;
  const look = async () =>
    (await credentials.exists(thing, maker, signal)) ? undefined : true;
  const late = () =>
    new ConflictError(
      `${wordsOf(
        thing,
      )} were told to go, and are still there: the page of their instance in the marketplace tells what holds them. Start the deletion again when they are gone`,
    );
  await poll(look, { pauseMs, timeoutMs: patienceMs, late, signal });
}
