import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readStatus } from '@pilothouse/embedded/status';
import { waitUntil } from '@pilothouse/embedded/wait';
import type { KubeRest } from '@pilothouse/embedded/kube/rest';
import type { MeasuredPlatform } from '../measure/platform.ts';

const SNAPSHOT_MS = 300_000;
/** Shorter ones may stand anywhere by chance. */
const LEAST_LENGTH = 16;

interface SecretList {
  readonly items: readonly {
    readonly data?: Readonly<Record<string, string>>;
  }[];
}

/** How often credentials stand somewhere. */
export interface Found {
  readonly where: string;
  readonly count: number;
}

/**
 * Looks for the passwords of all databases in the memory of the portal, in the logs of the
 * platform, and in all that a browser was told.
 *
 * @param dir - where the portal writes snapshots of its memory, and the browser its record
 */
export async function findCredentials(
  platform: MeasuredPlatform,
  rest: KubeRest,
  dir: string,
): Promise<Found[]> {
  const needles = await passwords(rest);
  if (needles.length === 0) throw new Error('there is no password to look for');
  const memory = await snapshot(platform, dir);
  const logs = await filesIn(join(platform.stateDir, 'logs'));
  return [
    { where: 'memory of the portal', count: await countIn([memory], needles) },
    { where: 'logs', count: await countIn(logs, needles) },
    {
      where: 'answers to the browser',
      count: await countIn([join(dir, 'browser.har')], needles),
    },
  ];
}

/** What is secret of the databases, as it is and as Kubernetes writes it. */
async function passwords(rest: KubeRest): Promise<string[]> {
  const { items } = await rest.json<SecretList>('/api/v1/secrets', {
    query: { labelSelector: 'cnpg.io/cluster' },
  });
  return items
    .flatMap(({ data }) => data?.password ?? [])
    .flatMap(encoded => [encoded, Buffer.from(encoded, 'base64').toString()])
    .filter(({ length }) => length >= LEAST_LENGTH);
}

async function snapshot(
  { stateDir }: MeasuredPlatform,
  dir: string,
): Promise<string> {
  const status = await readStatus(stateDir);
  const pid = status?.parts.find(({ name }) => name === 'portal')?.pid;
  if (!pid) throw new Error('the portal has no process');
  process.kill(pid, 'SIGUSR2');
  let written: string | undefined;
  let size = -1;
  const isWhole = async () => {
    const names = await readdir(dir);
    written = names.find(name => name.endsWith('.heapsnapshot'));
    if (!written) return false;
    // The last of a snapshot is the brace that ends it.
    const end = await lastOf(join(dir, written));
    const grown = end.size !== size;
    size = end.size;
    return !grown && end.text.trimEnd().endsWith('}');
  };
  await waitUntil(isWhole, AbortSignal.timeout(SNAPSHOT_MS), 2_000);
  return join(dir, written ?? '');
}

async function lastOf(file: string): Promise<{ size: number; text: string }> {
  let size = 0;
  let text = '';
  for await (const part of createReadStream(file, 'latin1')) {
    size += part.length;
    text = part.slice(-16);
  }
  return { size, text };
}

async function filesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** How often any of some texts stands in files, also across the edges of what is read at once. */
export async function countIn(
  files: readonly string[],
  needles: readonly string[],
): Promise<number> {
  let count = 0;
  for (const file of files) {
    for (const needle of needles) count += await countOf(needle, file);
  }
  return count;
}

async function countOf(needle: string, file: string): Promise<number> {
  let count = 0;
  let rest = '';
  for await (const part of createReadStream(file, 'latin1')) {
    const pieces = `${rest}${part}`.split(needle);
    count += pieces.length - 1;
    // What may be the begin of one, and is none yet.
    rest = pieces.at(-1)?.slice(-(needle.length - 1)) ?? '';
  }
  return count;
}
