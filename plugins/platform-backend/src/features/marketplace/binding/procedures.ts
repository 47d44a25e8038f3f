import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { implement } from '@orpc/server';
import {
  bindingContract,
  workloadKindSchema,
  type Ability,
  type BindingOrder,
  type BindingRequest,
  type InstanceRef,
  type WorkloadKind,
} from '@pilothouse/plugin-platform-common';
import type { VisibleCatalog } from '../../../catalog';
import type { RequestContext } from '../../../http/contract-router';
import { noSuchWorkload } from '../../../kube/write';
import type { Asker } from '../../../rights';
import { noSuchInstance } from '../deletion';
import { marketplaceInstance } from '../instance';
import { mustMayLook } from '../live';
import { audited } from '../audited';
import { looking } from '../looking';
import type { MarketplaceDependencies } from '../dependencies';
import { rightToBind } from '../rights';
import type { BindingWriter } from './BindingWriter';
import { choicesOf } from './choices';
import { assertStays } from './going';
import { previewOf } from './preview';
import type { BindingContext } from './views';

/** What the procedures of bindings need of their surroundings. */
export interface BindingDependencies
  extends Pick<
    MarketplaceDependencies,
    'allows' | 'auditor' | 'contextOf' | 'logger' | 'needs' | 'rights'
  > {
  readonly catalogOf: (
    credentials: BackstageCredentials,
  ) => Promise<VisibleCatalog>;
  readonly httpAuth: HttpAuthService;
  readonly writer: BindingWriter;
}

/** Somebody who binds, with what they see. */
interface Binding extends Asker {
  readonly context: BindingContext;
}

const os = implement(bindingContract).$context<RequestContext>();

/** Procedures of the marketplace contract that bind services, and take that away. */
export function bindingProcedures(dependencies: BindingDependencies) {
  const { writer } = dependencies;
  return {
    choices: os.choices.handler(async ({ input, context }) => {
      const missing = noSuchInstance(input);
      const asker = await admit(dependencies, context, input, missing);
      const abilities = await abilitiesOf(dependencies, asker, input);
      return looking(dependencies, async () =>
        choicesOf(input, asker.context, abilities),
      );
    }),
    preview: os.preview.handler(async ({ input, context }) => {
      const asker = await admitted(dependencies, context, input);
      const trial = await writer.try(asker.viewer, input);
      const { kube } = asker.context;
      return previewOf(input, trial, kube.cluster(input.target.cluster));
    }),
    apply: os.apply.handler(({ input, context }) =>
      audited(dependencies, context, auditOf(input), async () => {
        const asker = await admitted(dependencies, context, input.request);
        const { metadata } = await writer.make(asker.viewer, input);
        return { resourceVersion: metadata?.resourceVersion };
      }),
    ),
  };
}

/** What is recorded: which keys, and to which variables; none of their values is known. */
function auditOf({ request }: BindingOrder) {
  const { kind: action, secret, target } = request;
  return {
    action,
    ref: target,
    secret,
    ...(request.kind === 'bind' && {
      instance: `${request.instance.item}/${request.instance.name}`,
      form: request.form.kind,
      variables:
        request.form.kind === 'env'
          ? request.form.variables.map(({ name, key }) => `${name}=${key}`)
          : [],
    }),
  };
}

/**
 * Who binds, when they may and there is what they bind.
 *
 * @throws NotFoundError for what there is not, and in the same words for what they do not see
 */
async function admitted(
  dependencies: BindingDependencies,
  context: RequestContext,
  request: BindingRequest,
): Promise<Binding> {
  const { target } = request;
  const missing = noSuchWorkload(target);
  const asker = await admit(dependencies, context, target, missing);
  const right = rightToBind(target.kind, target.name);
  await dependencies.rights.assertMay(asker, right, target);
  if (request.kind === 'bind') {
    await looking(dependencies, async () => assertFits(request, asker.context));
  }
  return asker;
}

/**
 * @throws InputError when the instance has no such Secret or key, or lies elsewhere
 * @throws ConflictError when it is being deleted, or will be
 */
function assertFits(
  {
    instance: ref,
    secret,
    target,
    form,
  }: Extract<BindingRequest, { kind: 'bind' }>,
  context: BindingContext,
): void {
  if (ref.cluster !== target.cluster || ref.namespace !== target.namespace) {
    throw new InputError(
      `${target.kind} ${target.name} runs in ${target.cluster}/${target.namespace}, and the Secret of ${ref.name} is in ${ref.cluster}/${ref.namespace}: a workload can use Secrets of its own namespace only. Order an instance there`,
    );
  }
  const { instance } = marketplaceInstance(ref, context);
  if (instance) assertStays(instance, ref.name);
  const found = instance?.credentials.find(each => each.secret === secret);
  if (!found) {
    throw new InputError(
      instance
        ? `${ref.name} has its credentials in ${
            instance.credentials.map(each => each.secret).join(', ') ||
            'no Secret'
          }, not in ${secret}`
        : noSuchInstance(ref),
    );
  }
  const unknown = (form.kind === 'env' ? form.variables : []).find(
    ({ key }) => found.keys.length > 0 && !found.keys.includes(key),
  );
  if (unknown) {
    throw new InputError(
      `The Secret ${secret} has no key ${unknown.key}; it has ${found.keys.join(
        ', ',
      )}`,
    );
  }
}

async function admit(
  dependencies: BindingDependencies,
  { request }: RequestContext,
  where: { cluster: string; namespace: string },
  missing: string,
): Promise<Binding> {
  const { allows, catalogOf, contextOf, httpAuth, rights } = dependencies;
  const credentials = await httpAuth.credentials(request);
  await mustMayLook(credentials, allows);
  const [asker, catalog] = await Promise.all([
    rights.admit(credentials, where, missing),
    catalogOf(credentials),
  ]);
  return looking(dependencies, async () => ({
    ...asker,
    context: { ...contextOf(asker.scope), catalog },
  }));
}

async function abilitiesOf(
  { rights }: BindingDependencies,
  asker: Asker,
  where: InstanceRef,
): Promise<Readonly<Record<WorkloadKind, Ability>>> {
  const able = (kind: WorkloadKind) =>
    rights.ability(asker, rightToBind(kind), where);
  const entries = await Promise.all(
    workloadKindSchema.options.map(
      async kind => [kind, await able(kind)] as const,
    ),
  );
  return Object.fromEntries(entries) as Record<WorkloadKind, Ability>;
}
