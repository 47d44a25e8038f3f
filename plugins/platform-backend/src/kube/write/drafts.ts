import type {
  ControllerRevisionList,
  ReplicaSetList,
} from 'kubernetes-types/apps/v1';
import type {
  Change,
  ChangeRequest,
  FieldConflict,
} from '@pilothouse/plugin-platform-common';
import type { KubeObject } from '@pilothouse/plugin-platform-node';
import type { KubeRequest } from '../KubeService';
import { applyDocument, applySetFor } from './apply-set';
import { fieldManager } from './managers';
import { overwrittenBy } from './overwrites';
import { pathOf } from './paths';
import type { PersonalClient } from './PersonalClient';
import { podOf } from './pods';
import { pastOfDeployment, pastOfSet, rollBackPatch } from './roll-back';
import {
  noSuchWorkload,
  pluralOf,
  preconditionOf,
  type Target,
  type Workload,
} from './workload';

/** A change of an object as it was read, ready to be tried or made. */
export interface Draft {
  /** The workload, and what is changed: mostly the workload itself. */
  readonly workload: Workload;
  readonly object: KubeObject;
  readonly objectKind: string;
  /** What is sent, without saying whether it is tried or forced. */
  readonly request: Omit<KubeRequest, 'query'>;
  /** Whether fields of others stand against it, unless they are taken over. */
  readonly contests: boolean;
  /** Fields of others that it replaces, of which the API server does not tell. */
  readonly overwrites?: readonly FieldConflict[];
}

/** Reads what a change is about and drafts it, as the person. */
export async function draft(
  client: PersonalClient,
  { target, change }: ChangeRequest,
  now: Date,
): Promise<Draft> {
  const path = pathOf(pluralOf[target.kind], target.namespace, target.name);
  const workload = await client.read<Workload>(path, noSuchWorkload(target));
  switch (change.kind) {
    case 'scale':
    case 'restart':
      return draftApply(target, workload, change, { path, now });
    case 'roll-back':
      return draftRollBack(client, target, workload, change, path);
    case 'delete-pod':
    default:
      return draftDeletion(client, target, workload, change);
  }
}

function draftApply(
  target: Target,
  workload: Workload,
  change: Extract<Change, { kind: 'scale' | 'restart' }>,
  { path, now }: { path: string; now: Date },
): Draft {
  const set = applySetFor(workload, target.kind, change, now);
  return {
    workload,
    object: workload,
    objectKind: target.kind,
    request: {
      method: 'PATCH',
      path,
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: applyDocument(target, workload, set),
    },
    // Nobody minds who said last when all pods were to be started anew.
    contests: change.kind === 'scale',
  };
}

async function draftRollBack(
  client: PersonalClient,
  target: Target,
  workload: Workload,
  { revision }: Extract<Change, { kind: 'roll-back' }>,
  path: string,
): Promise<Draft> {
  const past = await readPast(client, target, workload, revision);
  return {
    workload,
    object: workload,
    objectKind: target.kind,
    request: {
      method: 'PATCH',
      path,
      headers: { 'content-type': 'application/json-patch+json' },
      body: rollBackPatch(workload, past),
    },
    contests: false,
    overwrites: overwrittenBy(workload, past.template),
  };
}

async function readPast(
  client: PersonalClient,
  target: Target,
  workload: Workload,
  revision: number,
) {
  const { kind, namespace } = target;
  if (kind === 'Deployment') {
    const path = pathOf('replicasets', namespace);
    const { items } = await client.read<ReplicaSetList>(path);
    return pastOfDeployment(target, workload, items, revision);
  }
  const path = pathOf('controllerrevisions', namespace);
  const { items } = await client.read<ControllerRevisionList>(path);
  return pastOfSet(target, workload, items, revision);
}

async function draftDeletion(
  client: PersonalClient,
  target: Target,
  workload: Workload,
  change: Extract<Change, { kind: 'delete-pod' }>,
): Promise<Draft> {
  const pod = await podOf(client, { target, workload }, change);
  const { uid } = preconditionOf(pod);
  return {
    workload,
    object: pod,
    objectKind: 'Pod',
    request: {
      method: 'DELETE',
      path: pathOf('pods', target.namespace, change.pod),
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } },
    },
    contests: false,
  };
}

/** Parameters of the request, by whether it is tried only and whether fields are taken over. */
export function queryOf(
  { request, contests }: Draft,
  { dryRun, force }: { dryRun: boolean; force: boolean },
): KubeRequest['query'] {
  const applies =
    request.headers?.['content-type'] === 'application/apply-patch+yaml';
  return {
    ...(request.method === 'PATCH' && { fieldManager }),
    ...(applies && { force: force || !contests }),
    ...(dryRun && { dryRun: 'All' }),
  };
}

/**
 * Body of the request. For a deletion the API server reads options from the body alone
 * once there is one, and would delete in earnest what the query only wants tried.
 */
export function bodyOf(
  { request }: Draft,
  { dryRun }: { dryRun: boolean },
): KubeRequest['body'] {
  return request.method === 'DELETE' && dryRun
    ? { ...(request.body as object), dryRun: ['All'] }
    : request.body;
}
