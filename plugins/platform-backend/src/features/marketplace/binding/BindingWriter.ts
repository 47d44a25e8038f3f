import { ConflictError } from '@backstage/errors';
import type {
  BindingOrder,
  BindingRequest,
} from '@pilothouse/plugin-platform-common';
import type { Viewer } from '../../../kube/access';
import type { KubeService } from '../../../kube/KubeService';
import {
  changedSince,
  conflictsOf,
  contested,
  errorOf,
  isOutdated,
  isStill,
  noSuchWorkload,
  pathOf,
  PersonalClient,
  pluralOf,
  type Workload,
} from '../../../kube/write';
import type { AddressSecret } from './address';
import { draftOf } from './draft';

/** What a binding would do, as the API server answered a dry run of it. */
export interface BindingTrial {
  readonly before: Workload;
  readonly after: Workload;
}

const addressManager = 'pilothouse-address';
const metadataAlone =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

/** How often a change is drafted anew because its object has moved on meanwhile. */
const maxTries = 4;

/** Binds and unbinds workloads as people, so that the clusters decide and record. */
export class BindingWriter {
  constructor(private readonly kube: Pick<KubeService, 'request'>) {}

  /**
   * Makes a Secret with an address, or sets it; of the Secret nothing is read.
   *
   * @throws ConflictError when there is one of that name with something else
   */
  async provide(
    viewer: Viewer,
    cluster: string,
    secret: AddressSecret,
    { dryRun = false }: { readonly dryRun?: boolean } = {},
  ): Promise<void> {
    const client = new PersonalClient(this.kube, cluster, viewer);
    const answer = await client.send({
      method: 'PATCH',
      path: pathOf('secrets', secret.namespace, secret.name),
      query: {
        fieldManager: addressManager,
        fieldValidation: 'Strict',
        ...(dryRun && { dryRun: 'All' }),
      },
      headers: {
        'content-type': 'application/apply-patch+yaml',
        accept: metadataAlone,
      },
      body: secret.body,
    });
    if (answer.ok) return;
    const conflicts = conflictsOf(answer);
    if (conflicts.length > 0 || answer.status === 422) {
      throw notForAddress(secret);
    }
    throw errorOf(cluster, answer);
  }

  /** Tries it. Nothing is changed by it. */
  async try(viewer: Viewer, request: BindingRequest): Promise<BindingTrial> {
    return this.#send(viewer, request, { dryRun: true });
  }

  /**
   * Does what was looked at.
   *
   * @throws ConflictError when something else is wanted of the workload now
   */
  async make(
    viewer: Viewer,
    { request, precondition }: BindingOrder,
  ): Promise<Workload> {
    const how = { dryRun: false, precondition };
    return (await this.#send(viewer, request, how)).after;
  }

  async #send(
    viewer: Viewer,
    request: BindingRequest,
    how: {
      readonly dryRun: boolean;
      readonly precondition?: BindingOrder['precondition'];
    },
  ): Promise<BindingTrial> {
    const { target } = request;
    const client = new PersonalClient(this.kube, target.cluster, viewer);
    const path = pathOf(pluralOf[target.kind], target.namespace, target.name);
    for (let tries = 0; tries < maxTries; tries++) {
      const before = await client.read<Workload>(path, noSuchWorkload(target));
      if (how.precondition && !isStill(before, how.precondition)) {
        throw changedSince(target.cluster);
      }
      const { fieldManager, body } = draftOf(request, before);
      const answer = await client.send({
        method: 'PATCH',
        path,
        query: {
          fieldManager,
          fieldValidation: 'Strict',
          ...(how.dryRun && { dryRun: 'All' }),
        },
        headers: { 'content-type': 'application/apply-patch+yaml' },
        body,
      });
      if (answer.ok) return { before, after: answer.json<Workload>() };
      const conflicts = conflictsOf(answer);
      if (conflicts.length > 0) throw contested(conflicts);
      if (!isOutdated(answer)) throw errorOf(target.cluster, answer);
    }
    throw changedSince(target.cluster);
  }
}

function notForAddress({ name, namespace }: AddressSecret): ConflictError {
  return new ConflictError(
    `In the namespace ${namespace} there is a Secret ${name} with something else, where the address would be; rename that one first`,
  );
}
