import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type Context,
  environmentOf,
  placeOf,
  say,
  withVariables,
} from '../context.ts';
import { plainName, selectFiles, within } from '../files.ts';
import { StepFailure } from '../outcome.ts';
import { asText } from '../values.ts';
import type { Step } from './step.ts';

const dir: Step = async ({ context, args, body }) => {
  const place = placeOf(context, 'dir');
  const directory = within(place.directory, args.required('path'));
  await say(context, `Running in ${directory}`);
  await mkdir(directory, { recursive: true });
  await body({ ...context, place: { ...place, directory } });
  return null;
};

const withEnv: Step = async ({ context, args, body }) => {
  const known = { ...environmentOf(context) };
  const variables: Record<string, string> = {};
  for (const override of args.list('overrides')) {
    const [name = '', ...rest] = asText(override).split('=');
    if (name === '' || rest.length === 0)
      throw new StepFailure(
        `"${asText(override)}" is not of the form NAME=value`,
      );
    assign(known, variables, name, rest.join('='));
  }
  await body(withVariables(context, variables));
  return null;
};

/** `PATH+NAME=folder` puts the folder first, as in Jenkins. */
function assign(
  known: Record<string, string>,
  variables: Record<string, string>,
  name: string,
  value: string,
): void {
  const [variable = '', extension] = name.split('+');
  const before = known[variable];
  const all = extension !== undefined && before ? `${value}:${before}` : value;
  known[variable] = all;
  variables[variable] = all;
}

const readText: Step = async ({ context, args }) => {
  const path = pathOf(context, 'readFile', args.required('file'));
  return readFile(path, encodingOf(args.text('encoding'))).catch(rename(path));
};

function encodingOf(name: string | undefined): BufferEncoding {
  const encoding = name ?? 'utf8';
  if (Buffer.isEncoding(encoding)) return encoding;
  throw new StepFailure(`Unknown encoding "${encoding}"`);
}

function rename(path: string) {
  return (error: NodeJS.ErrnoException): never => {
    if (error.code === 'ENOENT')
      throw new StepFailure(`java.nio.file.NoSuchFileException: ${path}`);
    throw error;
  };
}

function pathOf(context: Context, step: string, path: string): string {
  return within(placeOf(context, step).directory, path);
}

const writeText: Step = async ({ context, args }) => {
  const path = pathOf(context, 'writeFile', args.required('file'));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    args.required('text'),
    encodingOf(args.text('encoding')),
  );
  return null;
};

const fileExists: Step = async ({ context, args }) =>
  stat(pathOf(context, 'fileExists', args.required('file'))).then(
    () => true,
    () => false,
  );

const isUnix: Step = async () => true;

const pwd: Step = async ({ context, args }) => {
  const { directory, workspace } = placeOf(context, 'pwd');
  if (!args.flag('tmp')) return directory;
  const tmp = `${workspace}@tmp`;
  await mkdir(tmp, { recursive: true });
  return tmp;
};

const deleteDir: Step = async ({ context }) => {
  const { directory } = placeOf(context, 'deleteDir');
  await rm(directory, { recursive: true, force: true });
  return null;
};

const cleanWs: Step = async ({ context }) => {
  const { workspace } = placeOf(context, 'cleanWs');
  await say(context, '[WS-CLEANUP] Deleting project workspace...');
  await rm(workspace, { recursive: true, force: true });
  await mkdir(workspace, { recursive: true });
  await say(context, '[WS-CLEANUP] done');
  return null;
};

function stashFolder(context: Context, name: string): string {
  const { scratch } = context.session.request.folders;
  return join(scratch, 'stashes', plainName(name, 'the name of a stash'));
}

const stash: Step = async ({ context, args }) => {
  const { directory } = placeOf(context, 'stash');
  const name = args.required('name');
  const files = await selectFiles(directory, {
    includes: args.text('includes') ?? '**',
    excludes: args.text('excludes'),
    defaultExcludes: args.unlessFalse('useDefaultExcludes'),
  });
  if (files.length === 0 && !args.flag('allowEmpty'))
    throw new StepFailure(`No files included in stash '${name}'`);
  const target = stashFolder(context, name);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const file of files) await copyFile(directory, target, file);
  await say(context, `Stashed ${files.length} file(s)`);
  return null;
};

/** Copies a file with its mode and the folders above it. */
export async function copyFile(
  from: string,
  to: string,
  path: string,
): Promise<void> {
  await mkdir(dirname(join(to, path)), { recursive: true });
  await cp(join(from, path), join(to, path), { preserveTimestamps: true });
}

const unstash: Step = async ({ context, args }) => {
  const { directory } = placeOf(context, 'unstash');
  const name = args.required('name');
  const source = stashFolder(context, name);
  const found = await stat(source).catch(() => undefined);
  if (!found) throw new StepFailure(`No such saved stash '${name}'`);
  await mkdir(directory, { recursive: true });
  await cp(source, directory, { recursive: true, preserveTimestamps: true });
  return null;
};

export const WORKSPACE_STEPS = {
  dir,
  withEnv,
  readFile: readText,
  writeFile: writeText,
  fileExists,
  isUnix,
  pwd,
  deleteDir,
  cleanWs,
  stash,
  unstash,
};
