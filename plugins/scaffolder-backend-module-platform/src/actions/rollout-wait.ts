import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import { causeOf, statusOf } from '../rollout/answers';
import { lookupFor, type ServiceAddress } from '../rollout/reach';
import { rolloutOf, type Rollout } from '../rollout/rollout';
import { placesOf, type Place } from '../service/places';
import { serviceOf } from '../service/service';
import { example } from './example';
import { fields } from './fields';
import { makerFor } from './maker';
import { OutcomeError } from './plainly';
import { poll } from './poll';
import type { Surroundings } from './Surroundings';

const id = 'pilothouse:rollout:wait';
const minuteMs = 60_000;

/** Waits until a service runs, and answers. */
export function rolloutWait(surroundings: Surroundings) {
  const { kube, people, pauseMs, settings } = surroundings;
  return createTemplateAction({
    id,
    description:
      'Waits until all replicas of the Deployment of a service are available and, with an address, until that answers with success. Fails as soon as Kubernetes gives the rollout up.',
    examples: [
      example('Wait until it answers', id, {
        name: 'checkout',
        owner: 'group:default/shop',
        environment: 'dev',
        url: 'https://checkout-dev.example.com/healthz',
      }),
    ],
    schema: {
      input: {
        name: fields.name,
        owner: fields.owner,
        environment: z => z.string().describe('In which it is to run'),
        cluster: fields.cluster,
        url: z =>
          z
            .string()
            .url()
            .optional()
            .describe('Address at a host of an Ingress of the namespace'),
        timeoutMinutes: fields.timeoutMinutes,
      },
      output: {
        cluster: z => z.string(),
        namespace: z => z.string(),
        workload: z => z.string().describe('Name of the Deployment'),
        image: z => z.string().describe('What runs'),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const { environment, cluster, timeoutMinutes = 5 } = ctx.input;
      const { name, team } = serviceOf(ctx.input);
      await makerFor(people, ctx, team);
      const environments = [environment];
      const [place] = placesOf(kube.reader, { team, environments, cluster });
      const url = ctx.input.url ? new URL(ctx.input.url) : undefined;
      let told = '';
      const image = await poll(
        async () => {
          const seen = seenOf(kube.reader, place, name);
          if (url && seen.kind === 'ready')
            assertExposed(kube.reader, place, url);
          const now = await withAnswer(seen, url, settings.addresses, signal);
          if (now.kind === 'failed')
            throw new OutcomeError(
              `The rollout of ${name} has failed: ${now.because}`,
            );
          if (now.kind === 'ready') return now.image;
          if (now.because !== told) ctx.logger.info(now.because);
          told = now.because;
          return undefined;
        },
        {
          pauseMs,
          timeoutMs: timeoutMinutes * minuteMs,
          late: () =>
            new OutcomeError(
              `${name} does not run in ${place.namespace} after ${timeoutMinutes} minutes. ${told}`,
            ),
          signal,
        },
      );
      ctx.logger.info(`${name} runs in ${place.namespace}`);
      ctx.output('cluster', place.cluster);
      ctx.output('namespace', place.namespace);
      ctx.output('workload', name);
      ctx.output('image', image);
    },
  });
}

function seenOf(kube: KubeReader, place: Place, name: string): Rollout {
  const { namespace } = place;
  const cluster = kube.cluster(place.cluster);
  return rolloutOf(
    cluster?.get('deployments', { namespace, name }),
    cluster?.list('pods', {
      namespace,
      labels: { 'app.kubernetes.io/name': name },
    }) ?? [],
  );
}

/** What is ready must answer, too. */
async function withAnswer(
  seen: Rollout,
  url: URL | undefined,
  known: readonly ServiceAddress[],
  signal?: AbortSignal,
): Promise<Rollout> {
  if (seen.kind !== 'ready' || !url) return seen;
  try {
    const status = await statusOf(url, lookupFor(url, known), signal);
    return status >= 200 && status < 300
      ? seen
      : { kind: 'under-way', because: `${url.host} answers ${status}` };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof InputError) throw error;
    const because = `${url.host} does not answer yet: ${causeOf(error)}`;
    return { kind: 'under-way', because };
  }
}

/** The portal asks on behalf of a person, but from a place that may reach more than they do. */
function assertExposed(
  kube: KubeReader,
  { cluster, namespace }: Place,
  { hostname }: URL,
): void {
  const ingresses =
    kube.cluster(cluster)?.list('ingresses', { namespace }) ?? [];
  const hosts = ingresses.flatMap(({ spec }) =>
    (spec?.rules ?? []).map(({ host }) => host),
  );
  if (!hosts.includes(hostname)) {
    throw new InputError(
      `No Ingress in ${namespace} is for ${hostname}; there are ${
        hosts.join(', ') || 'none'
      }`,
    );
  }
}
