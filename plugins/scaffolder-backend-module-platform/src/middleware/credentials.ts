import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  instanceNameSchema,
  type InstanceDetail,
  type InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { OutcomeError } from '../actions/plainly';
import { poll } from '../actions/poll';
import type { Surroundings } from '../actions/Surroundings';
import type { Maker } from '../things/Handlers';

type Credentials = InstanceDetail['credentials'][number];

const maxNameLength = 40;

/**
 * Name of the credentials that a service asks for: its own, so that giving them back takes
 * them from no other.
 */
export function grantNameFor(instance: string, service: string): string {
  const whole = `${instance}-${service}`;
  const name = whole.slice(0, maxNameLength).replace(/-+$/, '');
  return instanceNameSchema.safeParse(name).success ? name : service;
}

/**
 * Asks for credentials of an instance for one service, unless that was done, and waits for
 * them.
 *
 * @throws OutcomeError when they are not there in time, or were refused
 */
export async function askForCredentials(
  { claiming, handlers, middleware, pauseMs }: Surroundings,
  asked: {
    readonly instance: InstanceRef;
    readonly service: string;
    readonly timeoutMs: number;
  },
  { maker, who }: { readonly maker: Maker; readonly who: BackstageCredentials },
  signal?: AbortSignal,
): Promise<Credentials> {
  const { instance: ref, service, timeoutMs } = asked;
  const { cluster, namespace } = ref;
  const name = grantNameFor(ref.name, service);
  const { resource } = await middleware.grantForm(who, ref, signal);
  const kind = 'credentials' as const;
  const thing = { kind, cluster, namespace, name, resource };
  const isNew =
    (await claiming.ifNew(maker, thing, signal)) &&
    !(await handlers.credentials.exists(thing, maker, signal));
  if (isNew) await middleware.grant(who, { ref, name }, signal);
  return poll<Credentials>(
    async () => {
      const { instance } = await middleware.instance(who, ref, signal);
      const found = instance?.credentials.find(
        ({ grant }) => grant?.name === name,
      );
      if (found?.grant?.status === 'failed') {
        throw new OutcomeError(
          `The credentials ${name} of ${ref.name} were refused. The page of the instance in the marketplace says more`,
        );
      }
      return found?.grant?.status === 'healthy' ? found : undefined;
    },
    {
      pauseMs,
      timeoutMs,
      late: () =>
        new OutcomeError(
          `The credentials ${name} of ${ref.name} are not there after ${
            timeoutMs / 60_000
          } minutes`,
        ),
      signal,
    },
  );
}
