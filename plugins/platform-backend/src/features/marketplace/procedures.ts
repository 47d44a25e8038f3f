import { implement } from '@orpc/server';
import { marketplaceContract } from '@pilothouse/plugin-platform-common';
import type { MiddlewareKind } from '@pilothouse/plugin-platform-node';
import type { RequestContext } from '../../http/contract-router';
import { everything } from '../../kube/access';
import { act, assertMay, assertNothingFirst, assertOpen } from './acting';
import { assertAmounts } from './amounts';
import { audited } from './audited';
import { makeBeside, tryBeside, untouchedBeside } from './beside';
import { readInstance } from './companions/reading';
import { backupProcedures } from './backups/procedures';
import type { MarketplaceDependencies } from './dependencies';
import { formFor } from './form-for';
import { assertSeen, objectOf, planOf } from './grace/planning';
import { grantProcedures, removeWithGrants } from './grants/procedures';
import { contentProcedures } from './contents/procedures';
import { abilitiesByHand, adoptionProcedures } from './adoption/procedures';
import { historyProcedures } from './history/procedures';
import { rotationProcedures } from './rotation/procedures';
import { assertOffered, assertOfItem } from './offering';
import { assertScaffolder, orderedInstance } from './ordered';
import { previewOf, wholeOf } from './effect';
import { tryReach } from './reach/reach';
import { looking } from './looking';
import { actionOf, auditOf, refOf } from './order-record';
import { rightTo, type Action } from './rights';
import { inYaml, specShown } from './shown';
import { planIn } from './terms/plan';
import { planned } from './terms/planned';
import { withinLimits } from './terms/limited';
import { termsOfOrder } from './terms/terms';

const os = implement(marketplaceContract).$context<RequestContext>();

/** Procedures of the marketplace contract. */
export function marketplaceProcedures(dependencies: MarketplaceDependencies) {
  const { deletions, httpAuth, instance, list, rights, writer } = dependencies;
  const credentialsOf = ({ request }: RequestContext) =>
    httpAuth.credentials(request);
  return {
    list: os.list.handler(async ({ context }) =>
      list({}, await credentialsOf(context)),
    ),
    instance: os.instance.handler(async ({ input, context }) =>
      instance(input, await credentialsOf(context)),
    ),
    ordered: os.ordered.handler(async ({ input, context }) => {
      await assertScaffolder(
        httpAuth,
        context,
        'waits for what its runs order',
      );
      return looking(dependencies, async () =>
        orderedInstance(input, dependencies.contextOf(everything)),
      );
    }),
    form: os.form.handler(async ({ input, context }) =>
      formFor(dependencies, input, await credentialsOf(context)),
    ),
    values: os.values.handler(async ({ input, context }) => {
      const acting = await act(dependencies, context, input);
      const { object, precondition } = await readInstance(
        dependencies,
        acting,
        input,
      );
      const values = specShown(acting.writing.item, object);
      const plan = planIn(acting.writing.item, input.cluster, object);
      return { values, yaml: inYaml(values), plan, precondition };
    }),
    abilities: os.abilities.handler(async ({ input, context }) => {
      const acting = await act(dependencies, context, input, {
        isByHand: true,
      });
      const { item } = acting.writing;
      const object = objectOf(input, acting.context);
      if (object && item.isByHand?.(object)) {
        return abilitiesByHand(dependencies, acting, input);
      }
      const able = (action: Action, of: { kind: MiddlewareKind } = item) =>
        rights.ability(
          acting,
          rightTo(action, of, of === item ? input.name : undefined),
          input,
        );
      const { backups, contents, grants } = item;
      const [
        update,
        remove,
        backUp,
        schedule,
        grant,
        revoke,
        addContent,
        changeContent,
        removeContent,
      ] = await Promise.all([
        able('update'),
        able('delete'),
        backups && able('back-up', backups),
        backups?.scheduleEntries
          ? able('update')
          : backups?.schedules && able('back-up', backups.schedules),
        grants && able('grant', grants),
        grants && able('revoke', grants),
        contents && able('add-content', contents),
        contents && able('change-content', contents),
        contents && able('remove-content', contents),
      ]);
      const deletion = object && (await deletions.known(object));
      const { viewer, writing } = acting;
      const keepsHistory = writer.history(viewer, input, writing);
      return {
        update,
        delete: remove,
        backUp,
        schedule,
        grant,
        revoke,
        addContent,
        changeContent,
        removeContent,
        ...(keepsHistory && { rollBack: update }),
        ...(deletion && { deletion, undo: await able('undo-deletion') }),
      };
    }),
    preview: os.preview.handler(async ({ input, context }) => {
      const acting = await act(dependencies, context, input, {
        isNew: !input.changes,
      });
      assertOffered(acting.writing.item, input, acting.context);
      await assertMay(dependencies, acting, actionOf(input), input);
      assertOpen(acting, input);
      const { viewer, writing } = acting;
      const { item } = writing;
      assertAmounts(item, input);
      const { own, namesPlan } = planned(item, input, acting.context);
      const trial = await writer.try(viewer, own, writing);
      assertOfItem(item, own, trial);
      const tried = [
        ...(await tryBeside(dependencies, acting, input)),
        ...(await tryReach(dependencies, acting, input)),
      ];
      const untouched = await untouchedBeside(dependencies, acting, input);
      const beside = { tried, untouched };
      return {
        ...previewOf(own, trial, acting, beside),
        ...termsOfOrder(
          item,
          own,
          { ...wholeOf(item, trial, beside), namesPlan },
          dependencies,
        ),
      };
    }),
    order: os.order.handler(({ input, context }) =>
      audited(dependencies, context, auditOf(input), async () => {
        const acting = await act(dependencies, context, input, {
          isNew: !input.changes,
        });
        assertOffered(acting.writing.item, input, acting.context);
        await assertMay(dependencies, acting, actionOf(input), input);
        assertOpen(acting, input);
        const { viewer, writing } = acting;
        const { item } = writing;
        assertAmounts(item, input);
        const { own, namesPlan } = planned(item, input, acting.context);
        const tried = [
          ...(await tryBeside(dependencies, acting, input)),
          ...(await tryReach(dependencies, acting, input)),
        ];
        const make = async () => {
          await writer.make(viewer, own, writing);
          await makeBeside(dependencies, acting, input, tried);
        };
        if (item.terms || item.refusalOf) {
          const trial = await writer.try(viewer, own, writing);
          assertOfItem(item, own, trial);
          const untouched = await untouchedBeside(dependencies, acting, input);
          const whole = wholeOf(item, trial, { tried, untouched });
          const of = { ...whole, namesPlan };
          await withinLimits(dependencies, item, own, of, make);
        } else {
          await make();
        }
        return { ref: refOf(input) };
      }),
    ),
    deletion: os.deletion.handler(async ({ input, context }) => {
      const acting = await act(dependencies, context, input);
      return planOf(dependencies, acting, input);
    }),
    delete: os.delete.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        {
          action: input.when === 'later' ? 'delete-later' : 'delete',
          ref: input.ref,
          uid: input.uid,
          ...(input.contents && {
            contents: input.contents.map(({ name }) => name),
          }),
        },
        async () => {
          const acting = await act(dependencies, context, input.ref);
          await assertMay(dependencies, acting, 'delete', input.ref);
          await assertSeen(dependencies, acting, input);
          const { writing } = acting;
          if (input.when === 'later') {
            assertNothingFirst(acting, input);
            return { at: await deletions.later(acting, input, writing) };
          }
          await removeWithGrants(dependencies, acting, input);
          return {};
        },
      ),
    ),
    undoDeletion: os.undoDeletion.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        { action: 'undo-deletion', ref: input.ref, uid: input.uid },
        async () => {
          const acting = await act(dependencies, context, input.ref);
          await assertMay(dependencies, acting, 'undo-deletion', input.ref);
          await deletions.undo(acting, input, acting.writing);
          return {};
        },
      ),
    ),
    ...backupProcedures(dependencies),
    ...grantProcedures(dependencies),
    ...contentProcedures(dependencies),
    ...adoptionProcedures(dependencies),
    ...historyProcedures(dependencies),
    ...rotationProcedures(dependencies),
  };
}
