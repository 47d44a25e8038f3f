import { Socket } from 'node:net';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import type { ClientRequest } from 'node:http';
import type { Container, Probe } from './pod.ts';

export type ProbeResult =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly because: string };

type HttpGet = NonNullable<Probe['httpGet']>;

/** What a probe may do; the program itself is reached at its loopback address. */
export interface ProbeTarget {
  readonly address: string;
  readonly container: Container;
  exec(command: readonly string[], timeoutMs: number): Promise<ProbeResult>;
}

/**
 * Resolves a port that may be given by its name.
 *
 * @returns undefined when the container has no such port
 */
export function portOf(
  container: Container,
  port: number | string | object,
): number | undefined {
  const number = Number(port);
  if (Number.isInteger(number)) {
    return number;
  }
  return container.ports?.find(item => item.name === port)?.containerPort;
}

/** Makes one probe. A probe never throws: what goes wrong is its failure. */
export async function probeOnce(
  probe: Probe,
  target: ProbeTarget,
): Promise<ProbeResult> {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  if (probe.exec) {
    return target.exec(probe.exec.command ?? [], timeoutMs);
  }
  if (probe.httpGet) {
    return httpProbe(probe.httpGet, target, timeoutMs);
  }
  if (probe.tcpSocket) {
    const { host, port } = probe.tcpSocket;
    return tcpProbe(
      host ?? target.address,
      portOf(target.container, port),
      timeoutMs,
    );
  }
  return { kind: 'failed', because: 'the probe has no known handler' };
}

/** GET that passes with a status from 200 to 399, as the kubelet's; redirects count as such. */
export function httpProbe(
  get: HttpGet,
  target: Pick<ProbeTarget, 'address' | 'container'>,
  timeoutMs: number,
): Promise<ProbeResult> {
  const port = portOf(target.container, get.port);
  if (port === undefined) {
    return Promise.resolve(unknownPort(get.port));
  }
  const tls = get.scheme?.toUpperCase() === 'HTTPS';
  const host = get.host || target.address;
  const path = get.path?.startsWith('/') ? get.path : `/${get.path ?? ''}`;
  const headers = Object.fromEntries([
    ['User-Agent', 'kube-probe/1.36'],
    ['Accept', '*/*'],
    ['Connection', 'close'],
    ...(get.httpHeaders ?? []).map(({ name, value }) => [name, value]),
  ]);
  const options = { host, port, path, headers, agent: false as const };
  return answerOf(
    tls
      ? httpsGet({ ...options, rejectUnauthorized: false })
      : httpGet(options),
    `Get "${tls ? 'https' : 'http'}://${host}:${port}${path}"`,
    timeoutMs,
  );
}

function answerOf(
  request: ClientRequest,
  what: string,
  timeoutMs: number,
): Promise<ProbeResult> {
  return new Promise(resolve => {
    const timer = setTimeout(
      () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
    const end = (result: ProbeResult) => {
      clearTimeout(timer);
      resolve(result);
    };
    request.on('response', response => {
      const code = response.statusCode ?? 0;
      response.resume();
      response.destroy();
      end(
        code >= 200 && code < 400
          ? { kind: 'passed' }
          : {
              kind: 'failed',
              because: `HTTP probe failed with statuscode: ${code}`,
            },
      );
    });
    request.on('error', error =>
      end({ kind: 'failed', because: `${what}: ${error.message}` }),
    );
  });
}

function tcpProbe(
  host: string,
  port: number | undefined,
  timeoutMs: number,
): Promise<ProbeResult> {
  if (port === undefined) {
    return Promise.resolve(unknownPort('tcpSocket'));
  }
  return new Promise(resolve => {
    const socket = new Socket();
    const end = (result: ProbeResult) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(timeoutMs, () =>
      end({
        kind: 'failed',
        because: `dial tcp ${host}:${port}: no answer within ${timeoutMs} ms`,
      }),
    );
    socket.on('error', error =>
      end({ kind: 'failed', because: error.message }),
    );
    socket.connect(port, host, () => end({ kind: 'passed' }));
  });
}

function unknownPort(port: number | string | object): ProbeResult {
  return {
    kind: 'failed',
    because: `the container has no port named "${String(port)}"`,
  };
}
