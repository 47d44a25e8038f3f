import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ContainerKey, ContainerRun, NodeDirectory } from './directory.ts';
import { type LogOptions, parseLogOptions } from './log-options.ts';
import { readLog } from './log-reader.ts';
import { resourceMetrics } from './metrics.ts';
import { type Admitted, isRunning, mustFind } from './requests.ts';
import { ApiError } from './status.ts';
import { statsSummary } from './summary.ts';

const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Answers everything that is not a stream. */
export async function answer(
  directory: NodeDirectory,
  { route, query }: Admitted,
  response: ServerResponse,
): Promise<void> {
  switch (route.kind) {
    case 'healthz':
      send(response, 'text/plain', 'ok');
      break;
    case 'pods':
      sendJson(response, {
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: {},
        items: directory.pods().map(pod => pod.object),
      });
      break;
    case 'metrics':
      send(response, METRICS_TYPE, resourceMetrics(directory));
      break;
    case 'summary':
      sendJson(response, statsSummary(directory));
      break;
    case 'logs':
      await sendLog(directory, route.container, query, response);
      break;
    default:
      throw new ApiError(400, 'this path needs a WebSocket');
  }
}

async function sendLog(
  directory: NodeDirectory,
  key: ContainerKey,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const options = parseLogOptions(query, new Date());
  const run = chooseRun(directory, key, options);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'text/plain' });
  const text = readLog({
    run,
    options,
    isRunning: () => isRunning(directory, key, run),
    signal: gone.signal,
    // Whoever sees the answer begin may rely on being told what is written from then on.
    onPositioned: () => response.flushHeaders(),
  });
  await pipeline(Readable.from(text), response);
}

function chooseRun(
  directory: NodeDirectory,
  key: ContainerKey,
  options: LogOptions,
): ContainerRun {
  const container = mustFind(directory, key);
  const run = options.previous ? container.previous : container.current;
  if (run) return run;
  throw new ApiError(
    400,
    options.previous
      ? `previous terminated container "${key.container}" in pod "${key.pod}" not found`
      : `container "${key.container}" in pod "${key.pod}" is waiting to start`,
  );
}

function sendJson(response: ServerResponse, body: unknown): void {
  send(response, 'application/json', JSON.stringify(body));
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type });
  response.end(body);
}
