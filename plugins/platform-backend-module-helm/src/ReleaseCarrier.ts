import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, isError, NotFoundError } from '@backstage/errors';
import type { Values } from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareCarrier,
  MiddlewareHistory,
  MiddlewareOrder,
  MiddlewareParts,
  MiddlewareRehearsal,
  PersonalHands,
} from '@pilothouse/plugin-platform-node';
import type { ChartLine, ChartVersion } from './charts/Chart';
import type { Shelf } from './charts/Shelf';
import { isInProgress, isNameTaken } from './helm/failures';
import type { HelmProgram } from './helm/HelmProgram';
import { isHalfWay, type HelmRelease } from './helm/HelmRelease';
import { HelmWork } from './helm/HelmWork';
import { demandOf } from './release/demand';
import { objectsIn, partsIn, withoutSecrets } from './release/manifests';
import { markerPath, type Marker } from './release/marker';
import { Marking } from './release/Marking';
import { withoutValues } from './release/redaction';
import { ReleaseHistory } from './ReleaseHistory';
import {
  changed,
  instanceOf,
  mayRepair,
  noSuchRelease,
  pushedAgain,
  standingOf,
  taken,
  type Ref,
  type Standing,
} from './release/standing';
import { wantedOf } from './release/wanted';

/** A chart in the version that is wanted, and the values for it. */
interface Wanted {
  readonly line: ChartLine;
  readonly version: ChartVersion;
  readonly given: Values;
  /** As JSON. */
  readonly values: string;
}

/** What {@link ReleaseCarrier} needs of its surroundings. */
export interface ReleaseCarrierOptions {
  readonly shelf: Pick<Shelf, 'archive' | 'version'>;
  readonly helm: Pick<HelmProgram, 'run'>;
  /** The chart of an item. */
  readonly lineOf: (item: string) => ChartLine | undefined;
  readonly logger: Pick<LoggerService, 'error'>;
  readonly now: () => Date;
}

/**
 * Installs, upgrades and uninstalls releases by Helm, as people. On the object that stands for
 * a release it is written what is being done before it is begun, and what came of it: who is
 * cut off leaves behind what can be seen and begun again.
 */
export class ReleaseCarrier implements MiddlewareCarrier {
  readonly history: MiddlewareHistory;
  readonly #marking: Marking;
  readonly #work: HelmWork;

  constructor(private readonly options: ReleaseCarrierOptions) {
    this.#work = new HelmWork(options);
    this.#marking = new Marking(options.now);
    this.history = new ReleaseHistory(this.#work, this.#marking);
  }

  async rehearse(
    order: MiddlewareOrder,
    hands: PersonalHands,
  ): Promise<MiddlewareRehearsal> {
    const standing = await this.#begun(order, hands);
    const wanted = await this.#wanted(order);
    const chart = await this.#archive(wanted);
    const act = async (release: HelmRelease): Promise<MiddlewareRehearsal> => {
      const known = await release.known();
      if (known && !standing) throw taken(order);
      const { manifest, hooks } = await release.rehearse(
        { chart, values: wanted.values },
        // Of what was left half-way Helm refuses to rehearse a change, until it is put right.
        { isNew: !known || (mayRepair(standing) && isHalfWay(known)) },
      );
      const before = known ? objectsIn(await release.manifest()) : [];
      const made = objectsIn(manifest);
      const run = known ? [] : hooks.flatMap(objectsIn);
      return {
        ...(standing && { before: instanceOf(standing, order, undefined) }),
        basis: wanted.version.digest,
        objects: withoutSecrets({ before, after: [...made, ...run] }),
        demand: { before: demandOf(before), after: demandOf(made) },
      };
    };
    return this.#work.run(hands, order, act, hiding(wanted));
  }

  async carryOut(order: MiddlewareOrder, hands: PersonalHands): Promise<void> {
    const standing = await this.#begun(order, hands);
    const wanted = await this.#wanted(order);
    if (order.basis && order.basis !== wanted.version.digest) {
      throw pushedAgain(wanted, order);
    }
    // Before anything is written, so that a registry that is down leaves nothing behind.
    const chart = await this.#archive(wanted);
    const { tag, digest } = wanted.version;
    const marker: Marker = {
      item: order.item,
      chart: wanted.line.reference,
      ...this.#marking.step(standing ? 'upgrading' : 'installing'),
      // What is not there yet is not what there is.
      version: standing?.marker.version ?? tag,
      digest: standing?.marker.digest ?? digest,
      partOf: standing ? standing.marker.partOf : order.partOf,
      task: order.task,
    };
    const uid = await this.#marking.claim(marker, order, standing, hands);
    // Until Helm has begun nothing is there, and what others made is theirs.
    let isNone = !standing;
    let isOthers = false;
    const act = async (release: HelmRelease) => {
      if (!standing && (await release.known())) throw taken(order);
      try {
        if (mayRepair(standing) && (await release.repair())) {
          const { until } = this.#marking.step(marker.step);
          await this.#marking.tell(
            { ...marker, until },
            order,
            { uid, marker },
            hands,
          );
        }
        await release.deploy(
          { chart, values: wanted.values },
          { isNew: !standing },
        );
      } catch (error) {
        isNone = !standing && (isNameTaken(error) || (await release.isGone()));
        isOthers = isInProgress(error);
        throw error;
      }
      isNone = false;
      const done = { ...marker, version: tag, digest };
      const deployed = { ...done, ...this.#marking.step('deployed') };
      await this.#marking.tell(deployed, order, { uid, marker }, hands);
    };
    await this.#work.lasting(order, hands, {
      act,
      hide: hiding(wanted),
      failed: async said => {
        if (isNone) await hands.cluster.remove(markerPath(order));
        else {
          const failed = { ...marker, ...this.#marking.step('failed'), said };
          // What somebody does by hand is not the portal's to put right later.
          const told = (isOthers && standing?.marker) || failed;
          await this.#marking.tell(told, order, { uid, marker }, hands);
        }
      },
    });
  }

  async adopt(
    { item, ...ref }: Ref & { readonly item: string },
    hands: PersonalHands,
  ): Promise<void> {
    const line = this.#lineOf(item);
    if (await standingOf(ref, hands)) throw changed(ref);
    const known = await this.#work.run(hands, ref, release => release.known());
    // Helm may keep the history of what it has uninstalled.
    if (!known || known.status === 'uninstalled') throw noSuchRelease(ref);
    const { name } = line.versions[0].chart;
    if (known.chart !== undefined && known.chart !== name) {
      throw new ConflictError(
        `The release ${ref.name} is of the chart ${known.chart}, and not of ${name}, so that it is left alone`,
      );
    }
    if (isHalfWay(known)) {
      throw new ConflictError(
        `Helm is at work on ${ref.name} (${known.status}); wait until it is done`,
      );
    }
    const isFailed = known.status === 'failed';
    const marker = {
      item,
      chart: line.reference,
      ...this.#marking.step(isFailed ? 'failed' : 'deployed'),
      version: known.version.replaceAll('+', '_'),
      ...(isFailed && {
        said: `Its last revision failed before it was taken over; "helm history ${ref.name}" says why`,
      }),
    };
    try {
      await this.#marking.claim(marker, ref, undefined, hands);
    } catch (error) {
      throw isError(error) && error.name === 'ConflictError'
        ? changed(ref)
        : error;
    }
  }

  async read(ref: Ref, hands: PersonalHands): Promise<CustomObject> {
    const standing = await standingOf(ref, hands);
    if (!standing) throw noSuchRelease(ref);
    return this.#work.run(hands, ref, async release => {
      const known = await release.known();
      const values = known ? await release.values() : {};
      return instanceOf(standing, ref, values, known?.version);
    });
  }

  async consistsOf(ref: Ref, hands: PersonalHands): Promise<MiddlewareParts> {
    if (!(await standingOf(ref, hands))) throw noSuchRelease(ref);
    return this.#work.run(hands, ref, async release =>
      (await release.known())
        ? partsIn(await release.manifest(), await release.hooks())
        : { goes: [], stays: [], passing: [], runs: [] },
    );
  }

  async remove(
    {
      ref,
      uid: meant,
      version,
    }: { readonly ref: Ref; readonly uid: string; readonly version?: string },
    hands: PersonalHands,
  ): Promise<void> {
    const standing = await standingOf(ref, hands);
    const { object, marker: before } = this.#marking.idle(standing, ref, {
      uid: meant,
      resourceVersion: version,
    });
    const { uid } = object.metadata ?? {};
    const marker = { ...before, ...this.#marking.step('uninstalling') };
    await this.#marking.claim(marker, ref, standing, hands);
    let values: Values = {};
    await this.#work.lasting(ref, hands, {
      act: async release => {
        // What hooks say may quote them.
        if (await release.known()) values = await release.values();
        await release.uninstall();
        await hands.cluster.remove(markerPath(ref));
      },
      hide: text => withoutValues(text, values),
      failed: async said => {
        const failed = { ...marker, ...this.#marking.step('failed'), said };
        await this.#marking.tell(failed, ref, { uid, marker }, hands);
      },
    });
  }

  /** What an order begins with: nothing for something new, else what it changes. */
  async #begun(
    order: MiddlewareOrder,
    hands: PersonalHands,
  ): Promise<Standing | undefined> {
    const standing = await standingOf(order, hands);
    const { precondition } = order;
    if (!precondition) {
      if (standing) throw taken(order);
      return undefined;
    }
    return this.#marking.idle(standing, order, precondition);
  }

  async #wanted({ item, spec }: MiddlewareOrder): Promise<Wanted> {
    const { version: tag, values } = wantedOf(spec);
    const line = this.#lineOf(item);
    const version =
      line.versions.find(each => each.tag === tag) ??
      (await this.options.shelf.version(line.reference, tag));
    return { line, version, given: values, values: JSON.stringify(values) };
  }

  #lineOf(item: string): ChartLine {
    const line = this.options.lineOf(item);
    if (line) return line;
    throw new NotFoundError(
      `The chart of ${item} is in no registry here any more; ask the platform engineers`,
    );
  }

  #archive({ line, version }: Wanted): Promise<Buffer> {
    return this.options.shelf.archive(line.reference, version);
  }
}

/** What others than the person may read of a message about an order. */
function hiding({ given }: Wanted): (text: string) => string {
  return text => withoutValues(text, given);
}
