import { implement } from '@orpc/server';
import {
  marketplaceContract,
  type BackupRequest,
} from '@pilothouse/plugin-platform-common';
import type { RequestContext } from '../../../http/contract-router';
import { changedSince, preconditionOf } from '../../../kube/write';
import { act, assertMay, type Acting } from '../acting';
import { audited } from '../audited';
import type { MarketplaceDependencies } from '../dependencies';
import { onOwn, tryOwn } from '../own-objects';
import { entryRequest, noSuchSchedule } from './entries';
import { assertCanBackUp, backupWriting, scheduleWriting } from './writing';

const os = implement(marketplaceContract).$context<RequestContext>();

/** Procedures of backups and their schedules. */
export function backupProcedures(dependencies: MarketplaceDependencies) {
  const { writer } = dependencies;
  return {
    backupPreview: os.backupPreview.handler(async ({ input, context }) =>
      tryOwn(dependencies, await actOnBackup(dependencies, context, input)),
    ),
    backUp: os.backUp.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        {
          action: 'back-up',
          ref: input.ref,
          name: input.name,
          schedule: input.schedule?.cron ?? '',
        },
        async () => {
          const { acting, request, writing } = await actOnBackup(
            dependencies,
            context,
            input,
          );
          const { precondition, takeOver } = input;
          const order = { ...request, precondition, takeOver };
          await writer.make(acting.viewer, order, writing);
          return {};
        },
      ),
    ),
    unschedule: os.unschedule.handler(({ input, context }) =>
      audited(
        dependencies,
        context,
        { action: 'unschedule', ref: input.ref, name: input.name },
        async () => {
          const { ref, uid, name } = input;
          const acting = await act(dependencies, context, ref);
          const { viewer } = acting;
          if (acting.writing.item.backups?.scheduleEntries) {
            const { request, precondition, writing } = await actOnEntry(
              dependencies,
              acting,
              { ref, name },
            );
            if (precondition.uid !== uid) throw changedSince(ref.cluster);
            await writer.make(viewer, { ...request, precondition }, writing);
            return {};
          }
          const { ref: its, writing } = await onOwn(dependencies, acting, ref, {
            action: 'unschedule',
            name,
            written: looked => scheduleWriting(ref, name, looked),
          });
          await writer.remove(viewer, { ref: its, uid }, writing);
          return {};
        },
      ),
    ),
  };
}

/** Who backs up, and what has to be written for it. */
async function actOnBackup(
  dependencies: MarketplaceDependencies,
  context: RequestContext,
  wanted: BackupRequest,
) {
  const acting = await act(dependencies, context, wanted.ref);
  return wanted.schedule && acting.writing.item.backups?.scheduleEntries
    ? actOnEntry(dependencies, acting, wanted)
    : onOwn(dependencies, acting, wanted.ref, {
        action: 'back-up',
        written: looked => backupWriting(wanted, looked),
      });
}

/** What has to be written for a schedule that is an entry of its instance, as it is now. */
async function actOnEntry(
  dependencies: MarketplaceDependencies,
  acting: Acting,
  wanted: Pick<BackupRequest, 'ref' | 'name' | 'schedule'>,
) {
  const { ref, schedule } = wanted;
  const { viewer, writing } = acting;
  await assertMay(dependencies, acting, 'update', ref);
  const object = await dependencies.writer.read(viewer, ref, writing);
  const { backups } = writing.item;
  if (!backups?.scheduleEntries) throw noSuchSchedule(ref, wanted.name);
  if (schedule) assertCanBackUp(ref, backups, object);
  return {
    acting,
    writing,
    request: entryRequest(wanted, backups.scheduleEntries, object),
    precondition: preconditionOf(object),
  };
}
