import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { doomedOf } from '../deletion/doomed';
import { lookAtAll } from '../deletion/look';
import { allPlacesOf } from '../service/places';
import { serviceOf } from '../service/service';
import { wordsOf, type Thing, type ThingOf } from '../things/thing';
import { chineseOf } from '../undo/words';
import { example } from './example';
import { credentialsOf, fields } from './fields';
import { makerFor } from './maker';
import { OutcomeError } from './plainly';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:deletion:verify';

/** Tells whether anything but its catalog entry is left of a service or an application. */
export function deletionVerify(surroundings: Surroundings) {
  const { images, kube, people, settings } = surroundings;
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
        kind: z =>
          z
            .enum(['service', 'application'])
            .optional()
            .describe('service by default'),
        namespaces: z =>
          z.array(
            z.object({
              cluster: z.string(),
              namespace: z.string(),
              environment: z.string(),
            }),
          ),
        credentials: z =>
          z
            .array(credentialsOf(z))
            .optional()
            .describe('Of middleware, which were the service’s alone'),
      },
      output: {
        markdown: z => z.string().describe('What was looked for, as text'),
        markdownZh: z => z.string().describe('The same in Chinese'),
      },
    },
    async handler(ctx) {
      const { credentials = [], host, namespaces: places } = ctx.input;
      const service = serviceOf(ctx.input);
      const { name, team } = service;
      const maker = await makerFor(people, ctx, team);
      const { kind = 'service' } = ctx.input;
      const entityRef = `${
        kind === 'service' ? 'component' : 'system'
      }:default/${name}`;
      const repository = { host, owner: team, name };
      const things = doomedOf(
        { kind, entityRef, repository, service },
        {
          places,
          credentials: credentials.map(each => ({
            kind: 'credentials' as const,
            ...each,
          })),
          hasRegistry: images !== undefined,
          hasWebhook: settings.webhook !== undefined,
        },
      ).filter(thing => thing.kind !== 'registration');
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
      const kept =
        kind === 'application' ? keptOf(kube.reader.clusters(), team) : [];
      const list = (intro: string, all: readonly string[]) =>
        all.length > 0 ? [intro, '', ...all.map(each => `- ${each}`)] : [];
      const told = (
        gone: string,
        stays: string,
        words: (of: Thing) => string,
      ) =>
        [...list(gone, things.map(words)), '', ...list(stays, kept.map(words))]
          .join('\n')
          .trim();
      const markdown = told(
        'These are gone:',
        `These stay, as they are of the team ${team}:`,
        wordsOf,
      );
      ctx.logger.info(`Nothing is left of ${name}:\n${markdown}`);
      ctx.output('markdown', markdown);
      ctx.output(
        'markdownZh',
        told(
          '以下内容均已删除：',
          `以下内容属于团队 ${team}，予以保留：`,
          chineseOf,
        ),
      );
    },
  });
}

/** The namespaces of a team, which no deletion takes. */
function keptOf(
  clusters: Parameters<typeof allPlacesOf>[0],
  team: string,
): ThingOf<'namespace'>[] {
  return allPlacesOf(clusters, team).map(({ cluster, namespace }) => ({
    kind: 'namespace',
    cluster,
    name: namespace,
  }));
}
