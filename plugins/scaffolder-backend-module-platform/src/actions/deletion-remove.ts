import { isError, toError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  servicePartSchema,
  type ServicePart,
} from '@pilothouse/plugin-platform-common';
import { Deletions } from '../deletion/Deletions';
import { removeParts } from '../deletion/removal';
import { assertKind } from '../deletion/subject';
import { deleterFor } from './deleter';
import { example } from './example';
import { fields } from './fields';
import { OutcomeError } from './plainly';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:deletion:remove';

/** Deletes parts of a service. */
export function deletionRemove(surroundings: Surroundings) {
  const deletions = new Deletions(surroundings);
  return createTemplateAction({
    id,
    description:
      'Deletes parts of a service that pilothouse:deletion:check has let through, and looks again whether it may. What is deployed is deleted with the rights of the person. May be repeated; the catalog entry has to go last, as it proves what belongs to the service.',
    examples: [
      example('Delete what is deployed', id, {
        entityRef: 'component:default/checkout',
        parts: ['deployment'],
      }),
    ],
    schema: {
      input: {
        entityRef: fields.entityRef,
        kind: fields.kind,
        parts: fields.parts,
        unheard: fields.unheard,
      },
      output: {
        removed: z => z.array(z.string()).describe('What was there'),
      },
    },
    async handler(ctx) {
      const { entityRef, kind, unheard } = ctx.input;
      const parts = servicePartSchema.array().parse(ctx.input.parts);
      const { signal } = ctx;
      const deleter = await deleterFor(surroundings, ctx);
      const whole = await deletions
        .whole(entityRef, deleter, { signal, unheard })
        .catch(error => ifLast(error, entityRef, parts));
      if (!whole) {
        ctx.logger.warn(
          `The catalog has no ${entityRef} any more, which is what is deleted last`,
        );
        ctx.output('removed', []);
        return;
      }
      assertKind(whole.subject, kind);
      const removed: string[] = [];
      const tell = (what: string, wasThere: boolean) => {
        if (wasThere) removed.push(what);
        ctx.logger.info(wasThere ? `Deleted ${what}` : `There was no ${what}`);
      };
      try {
        const { maker } = deleter;
        const how = { maker, tell, signal };
        await removeParts(surroundings, whole.things, parts, how);
      } catch (error) {
        signal?.throwIfAborted();
        throw new OutcomeError(
          `${whole.subject.service.name} is not deleted as a whole: ${
            toError(error).message
          }. What was deleted before stays so; when the cause is mended, start the deletion again`,
        );
      }
      ctx.output('removed', removed);
    },
  });
}

/**
 * The same run may have deleted the entity, before the portal was started again; that alone
 * is nothing to fail for.
 */
function ifLast(
  error: unknown,
  entityRef: string,
  parts: readonly ServicePart[],
): undefined {
  if (!isError(error) || error.name !== 'NotFoundError') throw error;
  if (parts.every(part => part === 'catalog')) return undefined;
  throw new OutcomeError(
    `The catalog has no ${entityRef} any more, which proves what belongs to it; somebody may have unregistered it meanwhile. The rest is not deleted: register its catalog-info.yaml again, and start the deletion again from its page`,
  );
}
