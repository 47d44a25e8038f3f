import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfExists } from '../../../platform/files.ts';
import { fullNameOf } from '../jobs/names.ts';
import { parseConfig } from '../jobs/parse-config.ts';
import {
  type Job,
  jobStateSchema,
  type StoredBuild,
  storedBuildSchema,
} from './job.ts';

const READ_AT_ONCE = 32;

/** The tree's root: holds the jobs of the server and is none itself. */
export function emptyRoot(stateDir: string): Job {
  return {
    name: '',
    fullName: '',
    folder: stateDir,
    xml: '',
    config: { kind: 'folder' },
    state: { nextBuildNumber: 1 },
    children: new Map(),
    builds: new Map(),
  };
}

/** Reads the jobs in a folder, and those below, into the tree. */
export async function loadChildren(parent: Job): Promise<void> {
  for (const entry of await names(join(parent.folder, 'jobs'))) {
    const folder = join(parent.folder, 'jobs', entry);
    const xml = await readIfExists(join(folder, 'config.xml'));
    // A job is there once its configuration is, which is written last.
    if (xml === undefined) continue;
    const name = decodeURIComponent(entry);
    const state = await readIfExists(join(folder, 'job.json'));
    const job: Job = {
      name,
      fullName: fullNameOf(parent.fullName, name),
      folder,
      parent,
      xml,
      config: parseConfig(xml),
      state: state
        ? jobStateSchema.parse(JSON.parse(state))
        : { nextBuildNumber: 1 },
      children: new Map(),
      builds: new Map(),
    };
    parent.children.set(name, job);
    await loadBuilds(job);
    await loadChildren(job);
  }
}

async function loadBuilds(job: Job): Promise<void> {
  const folder = join(job.folder, 'builds');
  const numbers = (await names(folder))
    .map(Number)
    .filter(Number.isInteger)
    .sort((a, b) => a - b);
  for (let at = 0; at < numbers.length; at += READ_AT_ONCE) {
    const some = numbers.slice(at, at + READ_AT_ONCE);
    const found = await Promise.all(
      some.map(number => readBuild(join(folder, String(number)))),
    );
    for (const build of found) if (build) job.builds.set(build.number, build);
  }
  const last = numbers.at(-1) ?? 0;
  if (job.state.nextBuildNumber <= last)
    job.state = { ...job.state, nextBuildNumber: last + 1 };
}

/** @returns undefined for a build that was killed before anything was written of it */
async function readBuild(folder: string): Promise<StoredBuild | undefined> {
  const text = await readIfExists(join(folder, 'build.json'));
  return text === undefined
    ? undefined
    : storedBuildSchema.parse(JSON.parse(text));
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return [];
    throw error;
  }
}

/** Text of a file of a build, read when it is asked for. */
export function readBuildFile(
  job: Job,
  number: number,
  file: string,
): Promise<string> {
  return readFile(join(job.folder, 'builds', String(number), file), 'utf8');
}
