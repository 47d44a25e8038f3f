import type { Broker, Secret } from '../model.ts';
import { BrokerClient, type BrokerAuth } from '../osb/client.ts';
import type { Store } from './store.ts';

/** A client of a broker, or why there is none. */
export type ClientResult =
  | { readonly kind: 'client'; readonly client: BrokerClient }
  | { readonly kind: 'wrong'; readonly because: string };

/** Makes a client of a broker, with the credentials that its Secret holds now. */
export async function clientOf(
  { metadata, spec }: Broker,
  store: Pick<Store, 'secret'>,
  timeoutMs: number,
): Promise<ClientResult> {
  if (!/^https?:\/\//.test(spec.url) || !URL.canParse(spec.url)) {
    const because = `The address ${spec.url} is no http or https address.`;
    return { kind: 'wrong', because };
  }
  const { basic, bearer } = spec.authInfo ?? {};
  const ref = basic?.secretRef ?? bearer?.secretRef;
  let auth: BrokerAuth | undefined;
  if (ref) {
    // A broker of a namespace has its credentials there, whatever it names.
    const namespace = metadata?.namespace ?? ref.namespace ?? '';
    const secret = await store.secret(namespace, ref.name ?? '');
    auth = secret && authOf(secret, basic ? 'basic' : 'bearer');
    if (!auth) {
      const keys = basic ? 'username and password' : 'token';
      const because = `The Secret ${namespace}/${ref.name} with ${keys} is not there.`;
      return { kind: 'wrong', because };
    }
  }
  const client = new BrokerClient({
    url: spec.url,
    auth,
    ca: spec.caBundle && Buffer.from(spec.caBundle, 'base64').toString(),
    insecureSkipTlsVerify: spec.insecureSkipTLSVerify,
    timeoutMs,
  });
  return { kind: 'client', client };
}

function authOf(
  { data = {} }: Secret,
  kind: BrokerAuth['kind'],
): BrokerAuth | undefined {
  const text = (key: string) =>
    Buffer.from(data[key] ?? '', 'base64').toString();
  if (kind === 'bearer') {
    return data.token === undefined
      ? undefined
      : { kind, token: text('token').trim() };
  }
  return data.username === undefined && data.password === undefined
    ? undefined
    : { kind, username: text('username'), password: text('password') };
}
