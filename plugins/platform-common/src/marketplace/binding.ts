import { z } from 'zod';
import {
  abilitySchema,
  causeSchema,
  preconditionSchema,
  workloadRefSchema,
} from '../deployments';
import { clusterSchema, objectRefSchema } from '../kube';
import { moment } from '../moment';
import { statuses } from '../status';
import {
  instanceRefSchema,
  instanceSchema,
  wordsSchema,
  type InstanceRef,
} from './schema';

const maxVariables = 100;

/** Name of an environment variable that every shell takes. */
export const variableNameSchema = z
  .string()
  .max(200)
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'must be of letters, digits and underscores, and not begin with a digit',
  );

/** A key of a Secret. */
export const secretKeySchema = z
  .string()
  .max(253)
  .regex(
    /^[-._a-zA-Z0-9]+$/,
    'must be of letters, digits, dashes, underscores and dots',
  );

/** Name of a Kubernetes object. */
const objectNameSchema = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
    'must be a name that Kubernetes objects can have',
  );

/** An environment variable that has its value from a key of a Secret. */
export const boundVariableSchema = z.object({
  name: variableNameSchema,
  key: secretKeySchema,
});

/** An environment variable that has its value from a key of a Secret. */
export type BoundVariable = z.infer<typeof boundVariableSchema>;

/** How a service gets the credentials. */
export const bindingFormSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('env'),
    variables: z
      .array(boundVariableSchema)
      .min(1)
      .max(maxVariables)
      .refine(
        variables =>
          new Set(variables.map(({ name }) => name)).size === variables.length,
        'must name each variable once',
      ),
  }),
  /** In the layout of the Service Binding specification: a file for each key. */
  z.object({ kind: z.literal('files') }),
]);

/** How a service gets the credentials. */
export type BindingForm = z.infer<typeof bindingFormSchema>;

/** What is wanted: that a workload gets the credentials of an instance. */
export const bindSchema = z.object({
  kind: z.literal('bind'),
  instance: instanceRefSchema,
  /** Which of its Secrets. */
  secret: objectNameSchema,
  target: workloadRefSchema,
  /** The first one of the workload unless told. */
  container: z.string().min(1).max(63).optional(),
  form: bindingFormSchema,
});

/** What is wanted: that a workload gets the credentials of an instance, or no longer. */
export const bindingRequestSchema = z.discriminatedUnion('kind', [
  bindSchema,
  z.object({
    kind: z.literal('unbind'),
    secret: objectNameSchema,
    target: workloadRefSchema,
  }),
]);

/** What is wanted of a binding. */
export type BindingRequest = z.infer<typeof bindingRequestSchema>;

/** Something to know before a binding is made or taken away. */
export const bindingNoteSchema = z.discriminatedUnion('kind', [
  /** So many pods are replaced, one after the other as the workload says. */
  z.object({ kind: z.literal('restarts'), pods: z.number().int().min(0) }),
  /** Pods are replaced only once somebody deletes them. */
  z.object({ kind: z.literal('on-delete'), pods: z.number().int().min(0) }),
  /** What keeps the object as git says; it may take away what git does not say. */
  z.object({
    kind: z.literal('kept-by-git'),
    by: z.enum(['argo-cd', 'flux']),
  }),
  /** Pods will not start as long as it is not there. */
  z.object({ kind: z.literal('secret-missing'), secret: z.string() }),
  /** A Secret with the address is made before, as nobody else makes one. */
  z.object({ kind: z.literal('makes-secret'), secret: z.string() }),
  /** What the service has no longer. */
  z.object({
    kind: z.literal('goes'),
    variables: z.array(z.string()),
    files: z.array(z.string()),
  }),
  z.object({ kind: z.literal('unchanged') }),
]);

/** Something to know before a binding is made or taken away. */
export type BindingNote = z.infer<typeof bindingNoteSchema>;

/** What a binding would do, as the API server answered a dry run of it. */
export const bindingPreviewSchema = z.object({
  precondition: preconditionSchema,
  diff: z.object({
    ref: objectRefSchema,
    before: z.string(),
    after: z.string(),
  }),
  notes: z.array(bindingNoteSchema),
});

/** What a binding would do. */
export type BindingPreview = z.infer<typeof bindingPreviewSchema>;

/** A change of a binding that was looked at. */
export const bindingOrderSchema = z.object({
  request: bindingRequestSchema,
  precondition: preconditionSchema,
});

/** A change of a binding that was looked at. */
export type BindingOrder = z.infer<typeof bindingOrderSchema>;

/** What is wrong with a binding. */
export const bindingProblemSchema = z.discriminatedUnion('kind', [
  /** Pods that start now do not come up. */
  z.object({ kind: z.literal('secret-missing') }),
  z.object({ kind: z.literal('key-missing'), keys: z.array(z.string()) }),
  /** The workload says that it is bound, and has nothing of it, or not all. */
  z.object({
    kind: z.literal('removed'),
    variables: z.array(z.string()),
    files: z.array(z.string()),
  }),
  /** Not all pods have it yet. */
  z.object({
    kind: z.literal('rolling-out'),
    updated: z.number().int().min(0),
    wanted: z.number().int().min(0),
  }),
  /** Its rollout does not get on. */
  z.object({ kind: z.literal('stuck') }),
  /** The instance is not there any more. */
  z.object({ kind: z.literal('instance-gone') }),
]);

/** What is wrong with a binding. */
export type BindingProblem = z.infer<typeof bindingProblemSchema>;

/** A workload that has the credentials of an instance. */
export const bindingSchema = z.object({
  secret: z.string(),
  target: workloadRefSchema,
  /** Services of the catalog whose workload it is. */
  services: z.array(z.string()),
  /** The instance, where it is known whose the Secret is. */
  instance: instanceRefSchema.optional(),
  /** Whether the portal made it; it takes away no other. */
  by: z.enum(['portal', 'hand']),
  uses: z.array(
    z.object({
      container: z.string(),
      variables: z.array(z.object({ name: z.string(), key: z.string() })),
      /** Prefixes with which all keys become variables. */
      prefixes: z.array(z.string()),
      files: z.array(z.string()),
    }),
  ),
  problems: z.array(bindingProblemSchema),
  /** Of the workload. */
  status: z.enum(statuses),
  causes: z.array(causeSchema),
});

/** A workload that has the credentials of an instance. */
export type Binding = z.infer<typeof bindingSchema>;

/** Who uses an instance. */
export const instanceBindingsSchema = z.object({
  cluster: clusterSchema,
  bindings: z.array(bindingSchema),
});

/** Who uses an instance. */
export type InstanceBindings = z.infer<typeof instanceBindingsSchema>;

/** What a service uses, and what it could use. */
export const serviceBindingsSchema = z.object({
  clusters: z.array(clusterSchema),
  /** Clusters of which it is not known yet what runs there of middleware. */
  pending: z.array(z.string()),
  bindings: z.array(bindingSchema),
  /** Instances in the namespaces in which the service runs. */
  instances: z.array(
    instanceSchema.extend({ title: z.string(), kind: z.string() }),
  ),
});

/** What a service uses, and what it could use. */
export type ServiceBindings = z.infer<typeof serviceBindingsSchema>;

/** A workload that may be bound to an instance. */
export const bindingTargetSchema = z.object({
  target: workloadRefSchema,
  services: z.array(z.object({ entityRef: z.string(), title: z.string() })),
  containers: z.array(z.string()).min(1),
  ability: abilitySchema,
});

/** A workload that may be bound to an instance. */
export type BindingTarget = z.infer<typeof bindingTargetSchema>;

/** What may be chosen when an instance is bound. */
export const bindingChoicesSchema = z.object({
  secrets: z.array(
    z.object({
      title: wordsSchema,
      secret: z.string(),
      keys: z.array(z.string()),
      /** Those that services usually want; all of them unless told. */
      proposed: z.array(z.string()).optional(),
      exists: z.boolean().optional(),
    }),
  ),
  /** That it is being deleted, or will be, so that nothing new can be bound to it. */
  going: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('to-be-deleted'), at: moment }),
      z.object({ kind: z.literal('deleting') }),
    ])
    .optional(),
  /** Whether there are Secrets only once credentials were asked for. */
  grants: z.boolean().optional(),
  /** Why the instance asks for no credentials, where it asks for none. */
  open: wordsSchema.optional(),
  targets: z.array(bindingTargetSchema),
  /** Services that run, but not where the instance is. */
  elsewhere: z.array(
    z.object({
      entityRef: z.string(),
      title: z.string(),
      places: z.array(z.string()),
    }),
  ),
});

/** What may be chosen when an instance is bound. */
export type BindingChoices = z.infer<typeof bindingChoicesSchema>;

/** Name of the variable in which a service finds the value of a key. */
export function variableFor(prefix: string, key: string): string {
  const name = key
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
  return /^\d/.test(prefix + name) ? `_${prefix}${name}` : `${prefix}${name}`;
}

/**
 * Annotation of a resource of the catalog with the instance that it stands for, as
 * `item/cluster/namespace/name`.
 */
export const middlewareAnnotation = 'pilothouse.dev/middleware';

/** The annotation's value for an instance. */
export function writeInstanceRef(ref: InstanceRef): string {
  const { item, cluster, namespace, name } = ref;
  return [item, cluster, namespace, name].map(encodeURIComponent).join('/');
}

/** The instance that the annotation names; undefined where it names none. */
export function readInstanceRef(
  value: string | undefined,
): InstanceRef | undefined {
  const [item, cluster, namespace, name, ...more] = (value ?? '')
    .split('/')
    .map(part => decoded(part));
  const read = instanceRefSchema.safeParse({ item, cluster, namespace, name });
  return more.length === 0 ? read.data : undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
