import {
  resourceSchema,
  type PreviewObject,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

const repository = z.object({
  host: z.string(),
  owner: z.string(),
  name: z.string(),
});

/** Address of a repository at a git server. */
export type RepositoryAddress = z.infer<typeof repository>;

/** Something that comes to be with a service, at one of the systems around the portal. */
export const thingSchema = z.discriminatedUnion('kind', [
  repository.extend({ kind: z.literal('repository') }),
  z.object({
    kind: z.literal('registration'),
    entityRef: z.string(),
    repository,
  }),
  /** Images that the pipeline pushes, without the registry's host. */
  z.object({ kind: z.literal('images'), repository: z.string() }),
  /** What the pipeline deploys, as a Helm release. */
  z.object({
    kind: z.literal('release'),
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
  }),
  /** A ServiceAccount that may deploy, and the credential of the CI server that is it. */
  z.object({
    kind: z.literal('rights'),
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    folder: z.string(),
    credential: z.string(),
  }),
  z.object({
    kind: z.literal('folder'),
    fullName: z.string(),
    /** Several runs may want the same folder at once. */
    taskId: z.string(),
  }),
  /** Of the registry, as are robot accounts; several runs may want the same at once. */
  z.object({
    kind: z.literal('project'),
    name: z.string(),
    folder: z.string(),
    taskId: z.string(),
  }),
  z.object({
    kind: z.literal('robot'),
    project: z.string(),
    name: z.string(),
    /** That of the CI server which holds its login. */
    folder: z.string(),
    taskId: z.string(),
  }),
  /** Account of a git server by which pipelines read the repositories of one owner. */
  z.object({
    kind: z.literal('reader'),
    host: z.string(),
    owner: z.string(),
    /** That of the CI server which holds its login. */
    folder: z.string(),
    taskId: z.string(),
  }),
  z.object({ kind: z.literal('job'), fullName: z.string() }),
  /** Of a team, for one environment. */
  z.object({
    kind: z.literal('namespace'),
    cluster: z.string(),
    name: z.string(),
  }),
  /** An instance of the marketplace. */
  z.object({
    kind: z.literal('middleware'),
    item: z.string(),
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    /** Missing where the portal's own definitions tell it. */
    resource: resourceSchema.optional(),
    /** Name of its kind where no API serves it. */
    composed: z.string().optional(),
  }),
  /** What asks for credentials of an instance. */
  z.object({
    kind: z.literal('credentials'),
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    resource: resourceSchema,
  }),
  /** What a workload was given of an instance. */
  z.object({
    kind: z.literal('binding'),
    cluster: z.string(),
    namespace: z.string(),
    workload: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']),
    name: z.string(),
    secret: z.string(),
  }),
  /** That of the configuration: its address may hold a token, and is kept nowhere else. */
  z.object({ kind: z.literal('hook'), repository }),
]);

/** Something that comes to be with a service. */
export type Thing = z.infer<typeof thingSchema>;

/** A thing of one kind. */
export type ThingOf<K extends Thing['kind']> = Extract<Thing, { kind: K }>;

/**
 * In which order things are undone: what makes others goes first, and what others are in
 * goes last.
 */
const undoOrder: readonly Thing['kind'][] = [
  'hook',
  'job',
  'rights',
  'folder',
  'binding',
  'release',
  'credentials',
  'middleware',
  'images',
  'reader',
  'robot',
  'project',
  'namespace',
  'registration',
  'repository',
];

/** Orders things as they are undone. */
export function compareForUndo(left: Thing, right: Thing): number {
  return undoOrder.indexOf(left.kind) - undoOrder.indexOf(right.kind);
}

/** What of its kind a thing is; two things of one kind and key are the same thing. */
export function keyOf(thing: Thing): string {
  switch (thing.kind) {
    case 'repository':
      return addressText(thing);
    case 'registration':
      return thing.entityRef;
    case 'images':
      return thing.repository;
    case 'release':
    case 'rights':
    case 'credentials':
      return `${thing.cluster}/${thing.namespace}/${thing.name}`;
    case 'middleware':
      return `${thing.cluster}/${thing.namespace}/${thing.item}/${thing.name}`;
    case 'binding':
      return `${thing.cluster}/${thing.namespace}/${thing.workload}/${thing.name}/${thing.secret}`;
    case 'folder':
      return `${thing.fullName}#${thing.taskId}`;
    case 'project':
      return `${thing.name}#${thing.taskId}`;
    case 'robot':
      return `${thing.project}+${thing.name}#${thing.taskId}`;
    case 'reader':
      return `${thing.host}/${thing.owner}#${thing.taskId}`;
    case 'job':
      return thing.fullName;
    case 'namespace':
      return `${thing.cluster}/${thing.name}`;
    default:
      return addressText(thing.repository);
  }
}

/** A thing in words, to be put into a sentence. */
export function wordsOf(thing: Thing): string {
  switch (thing.kind) {
    case 'repository':
      return `the repository ${thing.owner}/${thing.name} at ${thing.host}`;
    case 'registration':
      return `the entity ${thing.entityRef} of the catalog`;
    case 'images':
      return `the images ${thing.repository} of the registry`;
    case 'release':
      return `what is deployed as ${thing.name} in the namespace ${thing.namespace} of the cluster ${thing.cluster}`;
    case 'rights':
      return `the rights to deploy ${thing.name} to the namespace ${thing.namespace} of the cluster ${thing.cluster}`;
    case 'middleware':
      return `the ${thing.item} ${thing.name} in the namespace ${thing.namespace} of the cluster ${thing.cluster}`;
    case 'credentials':
      return `the credentials ${thing.name} in the namespace ${thing.namespace} of the cluster ${thing.cluster}`;
    case 'binding':
      return `what ${thing.workload} ${thing.name} has of the Secret ${thing.secret} in the namespace ${thing.namespace} of the cluster ${thing.cluster}`;
    case 'folder':
      return `the folder ${thing.fullName} of the CI server`;
    case 'project':
      return `the project ${thing.name} of the registry`;
    case 'robot':
      return `the robot account ${thing.name} of the project ${thing.project} of the registry`;
    case 'reader':
      return `the account by which pipelines of ${thing.owner} read repositories at ${thing.host}`;
    case 'namespace':
      return `the namespace ${thing.name} of the cluster ${thing.cluster}`;
    case 'job':
      return `the job ${thing.fullName} of the CI server`;
    default:
      return `the webhook of the repository ${thing.repository.owner}/${thing.repository.name} at ${thing.repository.host}`;
  }
}

/** In which system a thing is, and as what. */
export function whereOf(thing: Thing): {
  system: PreviewObject['system'];
  name: string;
  namespace?: string;
} {
  switch (thing.kind) {
    case 'repository':
      return { system: 'git', name: `${thing.owner}/${thing.name}` };
    case 'reader':
      return { system: 'git', name: thing.owner };
    case 'registration':
      return { system: 'catalog', name: thing.entityRef };
    case 'images':
      return { system: 'registry', name: thing.repository };
    case 'project':
      return { system: 'registry', name: thing.name };
    case 'robot':
      return { system: 'registry', name: `${thing.project}+${thing.name}` };
    case 'release':
    case 'middleware':
    case 'credentials':
    case 'binding':
    case 'rights':
      return {
        system: 'kubernetes',
        name: thing.name,
        namespace: `${thing.cluster}/${thing.namespace}`,
      };
    case 'namespace':
      return {
        system: 'kubernetes',
        name: thing.name,
        namespace: `${thing.cluster}/${thing.name}`,
      };
    case 'folder':
    case 'job':
      return { system: 'ci', name: thing.fullName };
    default:
      return {
        system: 'git',
        name: `${thing.repository.owner}/${thing.repository.name}`,
      };
  }
}

/** Git servers take no notice of small and big letters. */
function addressText({ host, owner, name }: RepositoryAddress): string {
  return `${host}/${owner}/${name}`.toLowerCase();
}
