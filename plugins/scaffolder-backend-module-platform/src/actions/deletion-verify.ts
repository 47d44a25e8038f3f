import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { doomedOf } from '../deletion/doomed';
import { lookAtAll } from '../deletion/look';
import { serviceOf } from '../service/service';
import { wordsOf, type Thing } from '../things/thing';
import { chineseOf } from '../undo/words';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import { OutcomeError } from './plainly';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:deletion:verify';

/** Tells whether anything but its catalog entry is left of a service. */
export function deletionVerify(surroundings: Surroundings) {
  const { images, people, settings } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Looks whether anything but the catalog entry is left of a service that was deleted, and fails with what is and what to do. Before the entry is deleted, as only by that the deletion can be started again; with the outputs of pilothouse:deletion:check.',
    examples: [
      example('Is anything left?', id, {
        name: 'checkout',
        owner: 'group:default/shop',
        host: 'git.example.com',
        namespaces: [
          { cluster: 'east', namespace: 'shop-dev', environment: 'dev' },
        ],
      }),
    ],
    schema: {
      input: {
        name: fields.name,
        owner: fields.owner,
        host: z => z.string().describe('Of its git server'),
        namespaces: z =>
          z.array(
            z.object({
              cluster: z.string(),
              namespace: z.string(),
              environment: z.string(),
            }),
          ),
      },
      output: {
        markdown: z => z.string().describe('What was looked for, as text'),
        markdownZh: z => z.string().describe('The same in Chinese'),
      },
    },
    async handler(ctx) {
      const { host, namespaces: places } = ctx.input;
      const service = serviceOf(ctx.input);
      const { name, team } = service;
      const maker = await makerFor(people, ctx, team);
      const entityRef = `component:default/${name}`;
      const repository = { host, owner: team, name };
      const things = doomedOf(
        { entityRef, repository, service },
        {
          places,
          hasRegistry: images !== undefined,
          hasWebhook: settings.webhook !== undefined,
        },
      ).filter(({ kind }) => kind !== 'registration');
      const items = await lookAtAll(
        surroundings,
        things,
        places,
        maker,
        ctx.signal,
      );
      const left = things.flatMap((thing, at) => {
        const { because, found } = items[at];
        if (found === 'nothing') return [];
        return found === 'there'
          ? [wordsOf(thing)]
          : [`${wordsOf(thing)}, perhaps: ${because}`];
      });
      if (left.length > 0) {
        throw new OutcomeError(
          `Left of ${name}: ${left.join(
            '; ',
          )}. Mend what the step that failed tells, and start the deletion again from the page of the service; what is gone already does not matter`,
        );
      }
      const listed = (intro: string, words: (thing: Thing) => string) =>
        [intro, '', ...things.map(thing => `- ${words(thing)}`)].join('\n');
      const markdown = listed('These are gone:', wordsOf);
      ctx.logger.info(`Nothing is left of ${name}:\n${markdown}`);
      ctx.output('markdown', markdown);
      ctx.output('markdownZh', listed('以下内容均已删除：', chineseOf));
    },
  });
}
