import { createHash } from 'node:crypto';
import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { implement } from '@orpc/server';
import {
  marketplacePublishPermission,
  publishingContract,
  type DefinitionCheck,
  type DefinitionFault,
  type OrderPreview,
  type OrderRequest,
  type PublishedDefinition,
} from '@pilothouse/plugin-platform-common';
import type {
  MiddlewareDefinitions,
  MiddlewareItem,
  ReadDefinition,
} from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../../http/contract-router';
import type { Access, Scope } from '../../../kube/access';
import type { Rights } from '../../../rights';
import { assertAmounts } from '../amounts';
import { audited } from '../audited';
import { tryBeside } from '../beside';
import { noSuchInstance } from '../deletion';
import { previewOf, wholeOf } from '../effect';
import type { InstanceWriter } from '../InstanceWriter';
import { looking } from '../looking';
import type { Needs } from '../Needs';
import { kindsOf, servedOf } from '../offers';
import { tryReach } from '../reach/reach';
import { rightTo } from '../rights';
import { planned } from '../terms/planned';
import { termsOfOrder, type Held } from '../terms/terms';
import type { MarketplaceContext } from '../view';
import { installedKind } from './installed';
import {
  checkIn,
  siteNamed,
  type CheckDependencies,
  type Engineer,
} from './meaning';
import type { PublishedDefinitions } from './PublishedDefinitions';

/** What the procedures of publishing need of their surroundings. */
export interface PublishingDependencies extends CheckDependencies, Held {
  readonly access: Access;
  readonly auditor: AuditorService;
  /** With all items, whomever they are offered to. */
  readonly wholeContextOf: (scope: Scope) => MarketplaceContext;
  /** Missing where nobody makes items of definitions. */
  readonly definitions: MiddlewareDefinitions | undefined;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly needs: Pick<Needs, 'look' | 'settled'>;
  readonly permissions: PermissionsService;
  readonly published: PublishedDefinitions;
  readonly rights: Rights;
  readonly writer: InstanceWriter;
}

const os = implement(publishingContract).$context<RequestContext>();

/** Procedures by which items are drafted and published. */
export function publishingProcedures(dependencies: PublishingDependencies) {
  const { published } = dependencies;
  return {
    ability: os.ability.handler(async ({ context }) => ({
      publish: (await mayPublish(dependencies, context))
        ? { allowed: true }
        : { allowed: false, because: { kind: 'not-permitted' } },
    })),
    draft: os.draft.handler(async ({ input, context }) => {
      const { draft } = definitionsOf(dependencies);
      return asEngineer(dependencies, context, async engineer => {
        const site = siteNamed(input.cluster, engineer.context);
        return draft(await installedKind(input, site, engineer, dependencies));
      });
    }),
    check: os.check.handler(({ input, context }) =>
      asEngineer(dependencies, context, engineer =>
        check(dependencies, input, engineer),
      ),
    ),
    try: os.try.handler(({ input: { text, order }, context }) =>
      asEngineer(dependencies, context, engineer => {
        const read = itemOf(definitionsOf(dependencies).read(text)).item;
        const item = dependencies.offering.asWanted(read);
        return looking(
          dependencies,
          () => tryOrder(dependencies, { item, order }, engineer),
          { also: kindsOf(item) },
        );
      }),
    ),
    published: os.published.handler(({ input, context }) =>
      asEngineer(dependencies, context, async () => {
        await published.refresh();
        const found = published.list().find(({ name }) => name === input.name);
        if (!found) {
          throw new NotFoundError(`No item ${input.name} was published`);
        }
        return found;
      }),
    ),
    publish: os.publish.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        {
          action: 'publish',
          name: nameIn(dependencies, input.text),
          tenants: input.tenants ?? 'all',
          cluster: input.cluster,
          sha256: createHash('sha256').update(input.text).digest('hex'),
        },
        () =>
          asEngineer(dependencies, context, async engineer => {
            await published.refresh();
            const { item } = itemOf(
              definitionsOf(dependencies).read(input.text),
            );
            assertRight(await check(dependencies, input, engineer));
            assertOwn(item.name, engineer, published);
            return told(
              await published.publish({
                ...input,
                name: item.name,
                by: engineer.viewer.userEntityRef,
                at: new Date(),
              }),
              item.title,
            );
          }),
      ),
    ),
    withdraw: os.withdraw.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        { action: 'withdraw', name: input.name, revision: input.revision },
        () =>
          asEngineer(dependencies, context, async ({ viewer }) => {
            const by = viewer.userEntityRef;
            return told(
              await published.withdraw({ ...input, by, at: new Date() }),
            );
          }),
      ),
    ),
  };
}

async function mayPublish(
  { httpAuth, permissions }: PublishingDependencies,
  { request }: RequestContext,
): Promise<boolean> {
  const [decision] = await permissions.authorize(
    [{ permission: marketplacePublishPermission }],
    { credentials: await httpAuth.credentials(request) },
  );
  return decision?.result === AuthorizeResult.ALLOW;
}

/** @throws NotAllowedError for whom may not publish */
async function asEngineer<T>(
  dependencies: PublishingDependencies,
  context: RequestContext,
  then: (engineer: Engineer) => Promise<T>,
): Promise<T> {
  const { access, httpAuth, wholeContextOf } = dependencies;
  if (!(await mayPublish(dependencies, context))) throw notForYou();
  const credentials = await httpAuth.credentials(context.request);
  const viewer = await access.resolveViewer(credentials);
  const scope = await access.scopeOf(viewer);
  return looking(dependencies, () =>
    then({ credentials, viewer, scope, context: wholeContextOf(scope) }),
  );
}

/** What to say to whom may not publish. */
export function notForYou(): Error {
  return new NotAllowedError(
    'Only platform engineers may publish items of the marketplace',
  );
}

async function tryOrder(
  dependencies: PublishingDependencies,
  {
    item,
    order,
  }: { readonly item: MiddlewareItem; readonly order: OrderRequest },
  engineer: Engineer,
): Promise<OrderPreview> {
  const { rights, writer } = dependencies;
  const missing = noSuchInstance(order);
  await rights.admit(engineer.credentials, order, missing);
  await rights.assertMay(engineer, rightTo('order', item, order.name), order);
  assertAmounts(item, order);
  const site = siteNamed(order.cluster, engineer.context);
  const served = servedOf(item.kind, site.custom);
  if (served.kind !== 'served') {
    throw new NotFoundError(
      `The cluster ${order.cluster} has no ${item.title} in a version that the definition names`,
    );
  }
  const writing = { item, version: served.version };
  const fresh = { ...order, changes: undefined, restores: undefined };
  const { own, namesPlan } = planned(item, fresh, engineer.context);
  const trial = await writer.try(engineer.viewer, own, writing);
  const acting = { ...engineer, writing };
  const tried = [
    ...(await tryBeside(dependencies, acting, fresh)),
    ...(await tryReach(dependencies, acting, fresh)),
  ];
  const beside = { tried, untouched: new Map() };
  const whole = { ...wholeOf(item, trial, beside), namesPlan };
  return {
    ...previewOf(own, trial, acting, beside),
    ...termsOfOrder(item, own, whole, dependencies),
  };
}

async function check(
  dependencies: PublishingDependencies,
  { text, cluster }: { readonly text: string; readonly cluster: string },
  engineer: Engineer,
): Promise<DefinitionCheck> {
  const site = siteNamed(cluster, engineer.context);
  const read = definitionsOf(dependencies).read(text);
  return read.kind === 'faulty'
    ? { faults: [...read.faults] }
    : checkIn(site, read, engineer, dependencies);
}

function definitionsOf({
  definitions,
}: PublishingDependencies): MiddlewareDefinitions {
  if (definitions) return definitions;
  throw new NotFoundError(
    'The portal has no module that makes items of definitions; install the one for operators',
  );
}

/** @throws InputError naming line and field of everything that is wrong */
function itemOf(read: ReadDefinition) {
  if (read.kind === 'item') return read;
  throw faulty(read.faults);
}

function assertRight({ faults }: DefinitionCheck): void {
  if (faults.length > 0) throw faulty(faults);
}

function faulty(faults: readonly DefinitionFault[]): Error {
  return new InputError(
    faults
      .map(({ line, field, message }) =>
        [`line ${line}`, ...(field ? [field] : []), message].join(': '),
      )
      .join('\n'),
  );
}

/** @throws InputError for the name of an item that comes from a file or another provider */
function assertOwn(
  name: string,
  { context }: Engineer,
  published: PublishedDefinitions,
): void {
  const isPublished = published.list().some(each => each.name === name);
  if (isPublished || context.items.every(item => item.name !== name)) return;
  throw new InputError(
    `name: ${name} is an item of the portal's configuration; give this one another name`,
  );
}

/** For the record, also of what is refused. */
function nameIn({ definitions }: PublishingDependencies, text: string): string {
  const read = definitions?.read(text);
  return read?.kind === 'item' ? read.item.name : '';
}

function told({ text: _, ...published }: PublishedDefinition, title?: string) {
  return { ...published, title };
}
