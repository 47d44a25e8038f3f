import { setMaxListeners } from 'node:events';
import { finished } from 'node:stream';
import { Agent, request, type Dispatcher } from 'undici';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { linkSignals, within } from '@pilothouse/plugin-platform-node';
import { Tally } from '../../metrics/Tally';
import type { KubeRequest } from '../KubeService';
import { addressOf, type Address } from './address';
import { certificateReason } from './certificate';
import { ClusterFailure } from './ClusterFailure';
import {
  ownCredential,
  sameCredential,
  type OwnCredential,
} from './credentials';
import { headersOf } from './headers';
import { LastingConnection, type AnswerBody } from './LastingConnection';
import { codeOf, connectionReason, mayHaveArrived, silenceOf } from './reasons';
import { targetOf, urlOf } from './url';

const CONNECT_MS = 5_000;
const CREDENTIAL_MS = 15_000;
/** How long a credential is used before it is asked for again. */
const CREDENTIAL_LIFE_MS = 30_000;
const HEADERS_MS = 30_000;
/**
 * After so long without a word the kernel asks the other side each second whether it is
 * there, and gives up after ten.
 */
const QUIET_MS = 5_000;
/**
 * A watch on a connection that is not pinged is ended by the server itself within that time,
 * not all at once; what says nothing by then is dead, also behind a proxy that keeps its own
 * half alive.
 */
const UNPINGED_WATCH_S = { shortest: 10, longest: 15 };
const UNPINGED_SILENCE_MS = 20_000;

/** What the server said, and to which credential. */
export type Answer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'> & {
  readonly body: AnswerBody;
  readonly credential: OwnCredential;
};

/** A request to an API server, and what is known of its answer. */
export type OpenRequest = KubeRequest & {
  /** How long the body may pause; 0 for ever. */
  readonly pauseMs?: number;
  /** Whether it is a watch, which may be silent for long and must not be lost unnoticed. */
  readonly isWatch?: boolean;
};

interface Way {
  readonly address: Address;
  readonly agent: Agent;
  readonly lasting: LastingConnection;
  /** How many requests were answered on it. */
  answered: number;
}

/** A way that is there, or about to be, for all who go it. */
interface Built {
  readonly credential: OwnCredential;
  readonly way: Promise<Way>;
}

/** The way to one API server, with the portal's own credential. */
export class ClusterConnection {
  readonly #details: ClusterDetails;
  readonly #ask: (cluster: ClusterDetails) => Promise<KubernetesCredential>;
  readonly #closed = new AbortController();
  #credential: { value: OwnCredential; until: number } | undefined;
  #asking: Promise<OwnCredential> | undefined;
  #built: Built | undefined;
  readonly #answers = new Tally();

  constructor(
    details: ClusterDetails,
    ask: (cluster: ClusterDetails) => Promise<KubernetesCredential>,
  ) {
    this.#details = details;
    this.#ask = ask;
    setMaxListeners(0, this.#closed.signal);
  }

  /**
   * Sends a request. When the credential is refused, it is asked for again, and the request
   * is sent once more with the new one.
   *
   * @throws ClusterFailure, or the reason of the request's own signal
   */
  async open(asked: OpenRequest): Promise<Answer> {
    const first = await this.#send(asked);
    if (first.statusCode !== 401) return first;
    this.#refused(first.credential);
    const renewed = await this.#ownCredential().catch(error => {
      first.body.destroy();
      throw error;
    });
    if (sameCredential(renewed, first.credential)) return first;
    first.body.destroy();
    return this.#send(asked);
  }

  /** How often it answered, by class of status as in `2xx`; `none` where it did not. */
  get answers(): ReadonlyMap<string, number> {
    return this.#answers.counts;
  }

  /** Ends everything that is under way. */
  async close(): Promise<void> {
    this.#closed.abort();
    const way = await this.#built?.way.catch(() => undefined);
    way?.lasting.destroy();
    await way?.agent.destroy();
  }

  async #send(asked: OpenRequest): Promise<Answer> {
    const credential = await this.#ownCredential();
    const way = await this.#wayWith(credential);
    const { signal = this.#closed.signal } = asked;
    const { answered } = way;
    const ended = linkSignals(signal, this.#closed.signal);
    try {
      const bounded = { ...asked, signal: ended.signal };
      const answer = await this.#answerOf(bounded, way, credential);
      way.answered += 1;
      this.#answers.add(`${Math.floor(answer.statusCode / 100)}xx`);
      // One that ends before anybody reads it must not end the process.
      answer.body.on('error', () => {});
      finished(answer.body, { writable: false }, ended.release);
      return { ...answer, credential };
    } catch (error) {
      ended.release();
      asked.signal?.throwIfAborted();
      this.#answers.add('none');
      // On a way that answers others, one that is answered late says nothing of the way.
      const isOfWay = !isLate(error) || way.answered === answered;
      if (isOfWay) await this.#leave(way);
      throw await failureOf(error, way);
    }
  }

  async #answerOf(
    asked: OpenRequest & { readonly signal: AbortSignal },
    { address, agent, lasting }: Way,
    credential: OwnCredential,
  ): Promise<Omit<Answer, 'credential'>> {
    const target = targetOf(address.prefix, asked);
    const headers = headersOf(asked, credential);
    const headersTimeout = asked.timeoutMs ?? HEADERS_MS;
    const bodyTimeout = asked.pauseMs ?? HEADERS_MS;
    const { signal } = asked;
    const options = { headersTimeout, bodyTimeout, signal };
    const watch =
      asked.isWatch && (await lasting.get(target, headers, options));
    if (watch) return watch;
    const { url, ...bounded } = asked.isWatch
      ? {
          url: targetOf(address.prefix, {
            ...asked,
            query: { ...asked.query, timeoutSeconds: unpingedWatchSeconds() },
          }),
          bodyTimeout: Math.min(bodyTimeout || Infinity, UNPINGED_SILENCE_MS),
        }
      : { url: target };
    return request(urlOf(address.origin, url), {
      ...options,
      ...bounded,
      dispatcher: agent,
      method: asked.method ?? 'GET',
      headers: [...headers].flatMap(([name, values]) =>
        values.flatMap(value => [name, value]),
      ),
      body: bodyOf(asked.body),
    });
  }

  /** A certificate or authority may have been renewed: the next request looks anew. */
  async #leave(way: Way): Promise<void> {
    const built = this.#built;
    const current = await built?.way.catch(() => undefined);
    if (current === way && this.#built === built) this.#built = undefined;
    retire(way);
  }

  /** Whoever asks while it is built gets the same one. */
  #wayWith(credential: OwnCredential): Promise<Way> {
    const known = this.#built;
    if (known && sameTls(known.credential, credential)) return known.way;
    void known?.way.then(retire, () => {});
    const built: Built = { credential, way: this.#build(credential) };
    this.#built = built;
    built.way.catch(() => {
      if (this.#built === built) this.#built = undefined;
    });
    return built.way;
  }

  async #build(credential: OwnCredential): Promise<Way> {
    try {
      const address = await addressOf(this.#details);
      const own =
        credential.kind === 'certificate'
          ? { cert: credential.cert, key: credential.key }
          : {};
      const tls = { ...address.tls, ...own };
      const agent = new Agent({
        connect: {
          ...tls,
          timeout: CONNECT_MS,
          keepAliveInitialDelay: QUIET_MS,
        },
      });
      const lasting = new LastingConnection(address.origin, tls, {
        connectMs: CONNECT_MS,
      });
      return { address, agent, lasting, answered: 0 };
    } catch (error) {
      throw new ClusterFailure(
        'network',
        connectionReason(error),
        silenceOf(error),
      );
    }
  }

  async #ownCredential(): Promise<OwnCredential> {
    const now = Date.now();
    if (this.#credential && now < this.#credential.until) {
      return this.#credential.value;
    }
    this.#asking ??= this.#askAnew().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** Another request may have got a new one already. */
  #refused(credential: OwnCredential): void {
    const { value } = this.#credential ?? {};
    if (value && sameCredential(value, credential))
      this.#credential = undefined;
  }

  async #askAnew(): Promise<OwnCredential> {
    const now = Date.now();
    const value = await within(
      CREDENTIAL_MS,
      ownCredential(this.#details, this.#ask),
      () =>
        new ClusterFailure(
          'credential',
          `the portal's credential did not come within ${
            CREDENTIAL_MS / 1000
          } s`,
          'no-credential',
        ),
    );
    this.#credential = { value, until: now + CREDENTIAL_LIFE_MS };
    return value;
  }
}

async function failureOf(
  error: unknown,
  { address }: Way,
): Promise<ClusterFailure> {
  const because =
    (await certificateReason(error, address.origin)) ?? connectionReason(error);
  return new ClusterFailure(
    'network',
    because,
    silenceOf(error),
    mayHaveArrived(error),
  );
}

/** Whether the server took the request and did not answer in time. */
function isLate(error: unknown): boolean {
  return codeOf(error) === 'UND_ERR_HEADERS_TIMEOUT';
}

/** What is under way on it may end there. */
function retire({ agent, lasting }: Way): void {
  lasting.close();
  void agent.close().catch(() => {});
}

function sameTls(a: OwnCredential, b: OwnCredential): boolean {
  if (a.kind !== 'certificate' && b.kind !== 'certificate') return true;
  return sameCredential(a, b);
}

function bodyOf(body: unknown): string | Uint8Array | undefined {
  return body === undefined ||
    typeof body === 'string' ||
    body instanceof Uint8Array
    ? body
    : JSON.stringify(body);
}

function unpingedWatchSeconds(): number {
  const { shortest, longest } = UNPINGED_WATCH_S;
  return Math.round(shortest + Math.random() * (longest - shortest));
}
