import { ConflictError, InputError } from '@backstage/errors';
import type { BindingRequest } from '@pilothouse/plugin-platform-common';
import type {
  Container,
  EnvVar,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import {
  ownersOf,
  preconditionOf,
  type FieldStep,
  type Workload,
} from '../../../kube/write';
import {
  annotationOf,
  managerPrefix,
  namesFor,
  type BindingRecord,
} from './record';
import { usesOf } from './uses';

/** Where a service looks for its bindings, by the Service Binding specification. */
const rootVariable = 'SERVICE_BINDING_ROOT';
const usualRoot = '/bindings';

type Bind = Extract<BindingRequest, { kind: 'bind' }>;

const containerPath = ({ name }: Container): FieldStep[] => [
  'spec',
  'template',
  'spec',
  'containers',
  { name },
];

const variablePath = (container: Container, name: string): FieldStep[] => [
  ...containerPath(container),
  'env',
  { name },
];

/** What a binding puts into a container, and around it. */
interface Parts {
  readonly env: readonly EnvVar[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly volumes?: readonly Volume[];
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** A document to be applied to exactly the workload that was read. */
export interface BindingDraft {
  readonly fieldManager: string;
  readonly body: object;
}

/**
 * All that the portal wants of a workload for one binding, and nothing else: what was
 * applied for it before and is not wanted any more is removed by the API server.
 *
 * @throws InputError when the workload has something else there
 * @throws ConflictError when it is to be taken away and was not made by the portal
 */
export function draftOf(
  request: BindingRequest,
  workload: Workload,
): BindingDraft {
  const { fieldManager } = namesFor(request.secret);
  if (request.kind === 'bind') {
    return { fieldManager, body: bindingDocument(request, workload) };
  }
  if (!isBound(workload, request.secret))
    throw notOfThePortal(request, workload);
  return { fieldManager, body: headOf(request, workload) };
}

/** Whether the portal owns anything of a workload for this Secret. */
export function isBound({ metadata }: Workload, secret: string): boolean {
  const { fieldManager } = namesFor(secret);
  return (metadata?.managedFields ?? []).some(
    ({ manager, operation }) =>
      manager === fieldManager && operation === 'Apply',
  );
}

function headOf(
  { target: { kind, name, namespace } }: BindingRequest,
  workload: Workload,
) {
  const { uid, resourceVersion } = preconditionOf(workload);
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, uid, resourceVersion },
  };
}

function bindingDocument(request: Bind, workload: Workload) {
  const container = containerOf(request, workload);
  const parts = partsFor(request, workload, container);
  assertFree(request, workload, container, parts);
  const { metadata, ...head } = headOf(request, workload);
  const { env, volumeMounts, volumes, podAnnotations } = parts;
  return {
    ...head,
    metadata: {
      ...metadata,
      annotations: annotationOf(recordOf(request, container.name, parts)),
    },
    spec: {
      template: {
        ...(podAnnotations && { metadata: { annotations: podAnnotations } }),
        spec: {
          containers: [
            {
              name: container.name,
              env,
              ...(volumeMounts && { volumeMounts }),
            },
          ],
          ...(volumes && { volumes }),
        },
      },
    },
  };
}

function recordOf(
  { instance, secret }: Bind,
  container: string,
  { env, volumeMounts = [] }: Parts,
): BindingRecord {
  return {
    item: instance.item,
    instance: instance.name,
    secret,
    container,
    variables: env.flatMap(({ name, valueFrom }) => (valueFrom ? [name] : [])),
    files: volumeMounts.map(({ mountPath }) => mountPath),
  };
}

/** The container that is asked for; else the usual one, or the first. */
function containerOf({ container, target }: Bind, workload: Workload) {
  const { metadata, spec } = workload.spec?.template ?? {};
  const containers = spec?.containers ?? [];
  const wanted =
    container ??
    metadata?.annotations?.['kubectl.kubernetes.io/default-container'];
  const found = containers.find(({ name }) => name === wanted);
  if (found) return found;
  const [first] = containers;
  if (!container && first) return first;
  throw new InputError(
    `${target.kind} ${
      target.name
    } has no container ${container}; it has ${containers
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

function partsFor(request: Bind, workload: Workload, container: Container) {
  return request.form.kind === 'env'
    ? { env: variablesOf(request.secret, request.form.variables) }
    : filesOf(request, workload, container);
}

function variablesOf(
  secret: string,
  variables: readonly { readonly name: string; readonly key: string }[],
): EnvVar[] {
  return variables.map(({ name, key }) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key } },
  }));
}

/**
 * The layout of the Service Binding specification: a folder for the binding below the root
 * that a variable names, a file for each key, and the file `type`. Should the Secret have a
 * `type` of its own, that one is seen, as it comes last.
 */
function filesOf(
  { instance, secret }: Bind,
  workload: Workload,
  container: Container,
): Parts {
  const { typeAnnotation, volume } = namesFor(secret);
  const root = rootOf(workload, container);
  return {
    env: root.isOthers ? [] : [{ name: rootVariable, value: root.path }],
    volumeMounts: [
      {
        name: volume,
        mountPath: `${root.path.replace(/\/+$/, '')}/${instance.name}`,
        readOnly: true,
      },
    ],
    volumes: [
      {
        name: volume,
        projected: {
          sources: [
            {
              downwardAPI: {
                items: [
                  {
                    path: 'type',
                    fieldRef: {
                      fieldPath: `metadata.annotations['${typeAnnotation}']`,
                    },
                  },
                ],
              },
            },
            { secret: { name: secret } },
          ],
        },
      },
    ],
    podAnnotations: { [typeAnnotation]: instance.item },
  };
}

/**
 * Where bindings are mounted. What the portal has set for another binding is set once more,
 * so that it stays for as long as one of them needs it; what a chart sets stays the chart's.
 */
function rootOf(workload: Workload, container: Container) {
  const found = container.env?.find(({ name }) => name === rootVariable);
  if (!found) return { path: usualRoot, isOthers: false };
  if (!found.value?.startsWith('/')) {
    throw new InputError(
      `The container ${container.name} has its ${rootVariable} from elsewhere, so the portal cannot tell where to mount; bind it by variables`,
    );
  }
  const owners = ownersOf(workload, variablePath(container, rootVariable));
  const isOthers = !isAllOf(owners, owner => owner.startsWith(managerPrefix));
  return { path: found.value, isOthers };
}

function isAllOf(owners: string[], isOwn: (owner: string) => boolean): boolean {
  return owners.length > 0 && owners.every(isOwn);
}

/** @throws InputError when something else is where the binding would be */
function assertFree(
  { secret }: Bind,
  workload: Workload,
  container: Container,
  { env, volumeMounts = [] }: Parts,
): void {
  const { fieldManager, volume } = namesFor(secret);
  const isOwn = (path: FieldStep[]) =>
    isAllOf(ownersOf(workload, path), owner => owner === fieldManager);
  const [use] = usesOf({ spec: { containers: [container] } }, secret);
  for (const { name, valueFrom } of env) {
    const found = container.env?.find(each => each.name === name);
    const same = use?.variables.some(
      each => each.name === name && each.key === valueFrom?.secretKeyRef?.key,
    );
    if (!found || !valueFrom || same) continue;
    if (isOwn(variablePath(container, name))) continue;
    throw new InputError(
      `The container ${container.name} has a variable ${name} already; choose another name or prefix`,
    );
  }
  for (const { mountPath } of volumeMounts) {
    const found = container.volumeMounts?.find(
      each => each.mountPath === mountPath,
    );
    if (!found || found.name === volume) continue;
    throw new InputError(
      `Something else is mounted at ${mountPath} of the container ${container.name}; bind it by variables`,
    );
  }
}

function notOfThePortal(
  { secret, target }: BindingRequest,
  workload: Workload,
): Error {
  const template = workload.spec?.template ?? {};
  const [use] = usesOf(template, secret);
  const owners = new Set(
    use?.variables.flatMap(({ name }) =>
      ownersOf(workload, variablePath({ name: use.container }, name)),
    ) ?? [],
  );
  return new ConflictError(
    use
      ? `The portal did not bind ${target.kind} ${
          target.name
        } to the Secret ${secret}${
          owners.size > 0 ? `; ${[...owners].join(', ')} did` : ''
        }. Take it away where it was made, for example in its chart`
      : `${target.kind} ${target.name} is not bound to the Secret ${secret}`,
  );
}
