import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { catalogEntityDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import type {
  DeletionItem,
  DeletionPlan,
  DeletionRefusal,
  KeptInstance,
} from '@pilothouse/plugin-platform-common';
import type { Surroundings } from '../actions/Surroundings';
import { deployerOf } from '../rights/objects';
import {
  allPlacesOf,
  lackedAccount,
  silentFor,
  type Place,
} from '../service/places';
import type { Maker } from '../things/Handlers';
import { wholeApplication } from './application';
import { doomedOf, type Doomed } from './doomed';
import { gitAddresses } from './git-addresses';
import { keptWith } from './kept';
import { ownCredentials } from './own-credentials';
import {
  lookAtAll,
  placesWithRights,
  silentItem,
  takenJobs,
  unheardWords,
} from './look';
import {
  entitiesInRepository,
  partRefusals,
  partsOf,
  sharedRefusals,
  usersOf,
} from './repository-entities';
import {
  errorOf,
  refused,
  subjectOf,
  type Judgment,
  type Subject,
} from './subject';

/** Who deletes, and by which task. */
export interface Deleter {
  readonly credentials: BackstageCredentials;
  readonly maker: Maker;
}

/** A service or an application with all that belongs to it. */
export interface Whole {
  readonly subject: Subject;
  readonly things: readonly Doomed[];
  /** Namespaces to which its pipeline deploys it. */
  readonly places: readonly Place[];
  /** What stays, as it is the team's. */
  readonly kept: readonly DeletionItem[];
  /** What could not be looked at, although nothing was last seen there. */
  readonly unknown: readonly DeletionItem[];
}

/** A service that may be deleted now. */
export interface Deletable extends Whole {
  /** What it uses, and leaves. */
  readonly keeps: readonly KeptInstance[];
}

/** How a service is looked at that is to be deleted. */
export interface Look {
  /** Whether the person wants it deleted although clusters are silent in which nothing was last seen. */
  readonly unheard?: boolean;
  readonly signal?: AbortSignal;
}

/** Finds what belongs to services and applications, for those who may delete it. */
export class Deletions {
  constructor(private readonly surroundings: Surroundings) {}

  /** All that would be deleted with a service or an application, and what is in the way of it. */
  async plan(
    entityRef: string,
    deleter: Deleter,
    signal?: AbortSignal,
  ): Promise<DeletionPlan> {
    const entity = await this.#entityOf(entityRef, deleter);
    const of = {
      entityRef: stringifyEntityRef(entity),
      name: entity.metadata.name,
    };
    const judgment = await this.#judge(entity, deleter);
    if (judgment.kind === 'refused') {
      const { refusal } = judgment;
      return { ...of, items: [], refusals: [refusal], usedBy: [], keeps: [] };
    }
    const { subject } = judgment;
    const { maker } = deleter;
    const whole = await this.#wholeOf(subject, deleter, signal);
    const { things, places, kept, unknown } = whole;
    const [items, { own, shared }, taken, busy] = await Promise.all([
      lookAtAll(this.surroundings, things, places, maker, signal),
      this.#entitiesOf(subject, deleter),
      takenJobs(this.surroundings, things, signal),
      this.#busy(things, maker),
    ]);
    const entities = own.map(({ kind, metadata: { name } }) => ({
      kind,
      name,
    }));
    return {
      ...of,
      items: [...items, ...kept, ...unknown].map(item =>
        item.part === 'catalog' ? { ...item, objects: entities } : item,
      ),
      refusals: [...shared, ...taken, ...busy],
      usedBy: await this.#seenOf(usersOf(own), deleter),
      keeps: await keptWith(this.surroundings, entity, deleter.credentials),
    };
  }

  /**
   * A service that somebody may delete now, with all that belongs to it.
   *
   * @throws NotAllowedError, ConflictError or ServiceUnavailableError that says what is in
   *   the way
   */
  async whole(
    entityRef: string,
    deleter: Deleter,
    { signal, unheard = false }: Look = {},
  ): Promise<Deletable> {
    const entity = await this.#entityOf(entityRef, deleter);
    const judgment = await this.#judge(entity, deleter);
    if (judgment.kind === 'refused') throw errorOf(judgment.refusal);
    const { subject } = judgment;
    const whole = await this.#wholeOf(subject, deleter, signal);
    const { shared } = await this.#entitiesOf(subject, deleter);
    const { taskId } = deleter.maker;
    await this.surroundings.claiming.settleBesides(taskId, whole.things);
    const [refusal] = [
      ...shared,
      ...(await takenJobs(this.surroundings, whole.things, signal)),
      ...(await this.#busy(whole.things, deleter.maker)),
    ];
    if (refusal) throw errorOf(refusal);
    const blind = whole.unknown.find(({ lastSeen }) => !lastSeen);
    if (blind) {
      throw new ServiceUnavailableError(
        `What is at ${blind.where} could not be looked at: ${blind.because}. Nothing was deleted now, as it would be left behind`,
      );
    }
    const [silent] = whole.unknown;
    if (silent && !unheard) {
      throw new ServiceUnavailableError(
        `${unheardWords(
          silent,
          subject,
        )}. To delete it all the same, say so in the form (unheard); nothing was deleted now`,
      );
    }
    const keeps = await keptWith(
      this.surroundings,
      entity,
      deleter.credentials,
    );
    return { ...whole, keeps };
  }

  async #entityOf(
    entityRef: string,
    { credentials }: Deleter,
  ): Promise<Entity> {
    const { catalog } = this.surroundings;
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (entity) return entity;
    throw new NotFoundError(
      `The catalog has no ${entityRef} that you may see. If it was deleted before, nothing is left to do`,
    );
  }

  async #judge(
    entity: Entity,
    { credentials, maker }: Deleter,
  ): Promise<Judgment> {
    const { people, permissions } = this.surroundings;
    const resourceRef = stringifyEntityRef(entity);
    const [{ result }] = await permissions.authorize(
      [{ permission: catalogEntityDeletePermission, resourceRef }],
      { credentials },
    );
    if (result !== 'ALLOW') {
      const message = `You may not delete ${resourceRef}: only its owners and platform engineers may`;
      return refused({ reason: 'not-allowed', about: [resourceRef], message });
    }
    const judgment = subjectOf(entity, gitAddresses(this.surroundings));
    if (judgment.kind === 'refused') return judgment;
    const { team } = judgment.subject.service;
    const message = await people.strangerTo(team, maker.userEntityRef);
    return message
      ? refused({ reason: 'not-member', about: [team], message })
      : judgment;
  }

  async #wholeOf(
    subject: Subject,
    { credentials, maker }: Deleter,
    signal?: AbortSignal,
  ): Promise<Whole> {
    const { images, kube, settings } = this.surroundings;
    const { service } = subject;
    const clusters = kube.reader.clusters();
    if (subject.kind === 'application') {
      return wholeApplication(subject, allPlacesOf(clusters, service.team));
    }
    const silent = silentFor(clusters, service.team);
    const heard = clusters.filter(({ name }) =>
      silent.every(({ cluster }) => cluster !== name),
    );
    const { places, unknown } = await placesWithRights(
      this.surroundings,
      service,
      allPlacesOf(heard, service.team),
      maker,
      signal,
    );
    const own = await ownCredentials(
      this.surroundings,
      service,
      places,
      { credentials, person: maker.userEntityRef },
      signal,
    );
    const things = doomedOf(subject, {
      places,
      credentials: own.found,
      hasRegistry: images !== undefined,
      hasWebhook: settings.webhook !== undefined,
    });
    return {
      subject,
      things,
      places,
      kept: [],
      unknown: [
        ...unknown,
        ...own.unknown,
        ...silent.map(each => {
          const reader = kube.reader.cluster(each.cluster);
          const account = deployerOf(service.name);
          const lacked =
            reader !== undefined &&
            lackedAccount(reader, service.team, account);
          return silentItem(service, each, lacked);
        }),
      ],
    };
  }

  /** What one may not read does not exist. */
  async #seenOf(
    entityRefs: string[],
    { credentials }: Deleter,
  ): Promise<string[]> {
    if (entityRefs.length === 0) return [];
    const { items } = await this.surroundings.catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata'] },
      { credentials },
    );
    return entityRefs.filter((_, i) => items[i]);
  }

  /** What comes from the repository of a service, and why that cannot go with it. */
  async #entitiesOf(
    subject: Subject,
    deleter: Deleter,
  ): Promise<{ own: readonly Entity[]; shared: DeletionRefusal[] }> {
    const { folderOf } = gitAddresses(this.surroundings);
    const folder = folderOf(subject.repository);
    const { others, own } = await entitiesInRepository(
      this.surroundings,
      subject,
      folder,
    );
    const refs = others.map(entity => stringifyEntityRef(entity));
    const parts = partsOf(own);
    const [seen, seenParts] = await Promise.all([
      this.#seenOf(refs, deleter),
      this.#seenOf(parts, deleter),
    ]);
    return {
      own,
      shared: [
        ...sharedRefusals(subject, seen, seen.length < refs.length),
        ...partRefusals(subject, seenParts, seenParts.length < parts.length),
      ],
    };
  }

  async #busy(
    things: readonly Doomed[],
    maker: Maker,
  ): Promise<DeletionRefusal[]> {
    const { claiming } = this.surroundings;
    const claim = await claiming.claimedBesides(maker.taskId, things);
    if (!claim) return [];
    const { taskId, userEntityRef } = claim.maker;
    const message = `The run ${taskId} of ${userEntityRef} is creating or undoing it at this moment: wait until it has ended, or cancel it`;
    return [{ reason: 'being-made', about: [taskId, userEntityRef], message }];
  }
}
