import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { Deletions } from '../deletion/Deletions';
import { keptMarkdown } from '../deletion/kept';
import { lookAtAll, unheardWords } from '../deletion/look';
import { assertKind } from '../deletion/subject';
import { deleterFor } from './deleter';
import { example } from './example';
import { credentialsOf, fields } from './fields';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:deletion:check';

/** Refuses what may not be deleted, and tells all that will be. */
export function deletionCheck(surroundings: Surroundings) {
  const deletions = new Deletions(surroundings);
  return createTemplateAction({
    id,
    description:
      'Sees that a service can be deleted as a whole: that it is one of the templates, that it is yours, that nothing else lives in its repository, that no run is at work on it, and that all clusters answer. Tells what belongs to it. Deletes nothing.',
    examples: [
      example('May it be deleted?', id, {
        entityRef: 'component:default/checkout',
        confirm: 'checkout',
      }),
    ],
    schema: {
      input: {
        entityRef: fields.entityRef,
        kind: fields.kind,
        confirm: z =>
          z
            .string()
            .describe('The name of the service, typed by who wants it deleted'),
        unheard: fields.unheard,
      },
      output: {
        name: z => z.string(),
        owner: z => z.string().describe('Reference of the team'),
        host: z => z.string().describe('Of its git server'),
        namespaces: z =>
          z
            .array(
              z.object({
                cluster: z.string(),
                namespace: z.string(),
                environment: z.string(),
              }),
            )
            .describe('To which its pipeline deploys it'),
        credentials: z =>
          z
            .array(credentialsOf(z))
            .describe('Of middleware, which are the service’s alone'),
        kept: z =>
          z
            .string()
            .describe('Middleware that it uses and that stays, as text'),
        keptZh: z => z.string().describe('The same in Chinese'),
      },
    },
    async handler(ctx) {
      const { confirm, entityRef, kind, unheard } = ctx.input;
      const deleter = await deleterFor(surroundings, ctx);
      const whole = await deletions.whole(entityRef, deleter, {
        signal: ctx.signal,
        unheard,
      });
      const { keeps, places, subject, things, unknown } = whole;
      assertKind(subject, kind);
      const { name, team } = subject.service;
      if (confirm !== name) {
        throw new InputError(
          `To delete ${name}, type its name; ${JSON.stringify(
            confirm,
          )} is another one`,
        );
      }
      for (const { name: kept, where } of whole.kept) {
        ctx.logger.info(
          `namespace ${kept} ${where}: stays, as it is the team's`,
        );
      }
      for (const item of unknown) ctx.logger.warn(unheardWords(item, subject));
      const items = await lookAtAll(
        surroundings,
        things,
        places,
        deleter.maker,
        ctx.signal,
      );
      for (const item of items) {
        const objects = item.objects.map(each => `${each.kind} ${each.name}`);
        ctx.logger.info(
          [`${item.part} ${item.name} ${item.where}: ${item.found}`, ...objects]
            .join(', ')
            .trim(),
        );
      }
      const blind = items.find(({ found }) => found === 'unknown');
      if (blind) {
        throw new ServiceUnavailableError(
          `Of ${name} the part ${blind.part} could not be looked at: ${blind.because}. Nothing was deleted`,
        );
      }
      const kept = keptMarkdown(keeps, 'en');
      if (kept) ctx.logger.info(`These stay, with their data:\n${kept}`);
      ctx.output(
        'credentials',
        things.flatMap(thing => {
          if (thing.kind !== 'credentials') return [];
          const { cluster, namespace, name: grant, resource } = thing;
          return [{ cluster, namespace, name: grant, resource }];
        }),
      );
      ctx.output('kept', kept);
      ctx.output('keptZh', keptMarkdown(keeps, 'zh'));
      ctx.output('name', name);
      ctx.output('owner', `group:default/${team}`);
      ctx.output('host', subject.repository.host);
      ctx.output(
        'namespaces',
        places.map(({ cluster, environment, namespace }) => ({
          cluster,
          namespace,
          environment,
        })),
      );
    },
  });
}
