import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { implement } from '@orpc/server';
import {
  bindingContract,
  workloadKindSchema,
  type Ability,
  type BindingRequest,
  type InstanceRef,
  type WorkloadKind,
} from '@pilothouse/plugin-platform-common';
import type { VisibleCatalog } from '../../../catalog';
import type { RequestContext } from '../../../http/contract-router';
import { noSuchWorkload } from '../../../kube/write';
import type { Asker } from '../../../rights';
import { noSuchInstance } from '../deletion';
import { mustMayLook } from '../live';
import { audited } from '../audited';
import { looking } from '../looking';
import { assertScaffolder } from '../ordered';
import type { MarketplaceDependencies } from '../dependencies';
import { rightToBind } from '../rights';
import type { AddressSecret } from './address';
import { auditOf } from './audit';
import type { BindingWriter } from './BindingWriter';
import { choicesOf } from './choices';
import type { Errands } from './Errands';
import { fitting } from './fits';
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
  readonly errands: Errands;
  readonly writer: BindingWriter;
}

/** Somebody who binds, with what they see. */
interface Binding extends Asker {
  readonly context: BindingContext;
  /** What has to be there before. */
  readonly provided?: AddressSecret;
}

const os = implement(bindingContract).$context<RequestContext>();

/** Procedures of the marketplace contract that bind services, and take that away. */
export function bindingProcedures(dependencies: BindingDependencies) {
  const { errands, httpAuth, writer } = dependencies;
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
      const { context: seen, provided, viewer } = asker;
      const { cluster } = input.target;
      if (provided) {
        await writer.provide(viewer, cluster, provided, { dryRun: true });
      }
      const trial = await writer.try(viewer, input);
      return previewOf(input, trial, seen.kube.cluster(cluster), provided);
    }),
    apply: os.apply.handler(({ input, context }) =>
      audited(dependencies, context, auditOf(input), async () => {
        const asker = await admitted(dependencies, context, input.request);
        const { provided, viewer } = asker;
        const { cluster } = input.request.target;
        if (provided) await writer.provide(viewer, cluster, provided);
        const { metadata } = await writer.make(viewer, input);
        return { resourceVersion: metadata?.resourceVersion };
      }),
    ),
    entrust: os.entrust.handler(({ input, context }) => {
      const { task } = input;
      const record = { ...auditOf(input), action: 'entrust' as const, task };
      return audited(dependencies, context, record, async () => {
        const asker = await admitted(dependencies, context, input.request);
        const until = await errands.entrust(asker, input);
        return { until: until.toISOString() };
      });
    }),
    carryOut: os.carryOut.handler(async ({ input, context }) => {
      await assertScaffolder(
        httpAuth,
        context,
        'makes bindings that its runs were entrusted with',
      );
      return errands.carryOut(input);
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
  if (request.kind === 'unbind') return asker;
  const provided = await looking(dependencies, async () =>
    fitting(request, asker.context),
  );
  return { ...asker, provided };
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
