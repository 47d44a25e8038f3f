import type { BuiltImage, RunRef } from '@pilothouse/plugin-platform-common';
import { runPath, type JenkinsClient } from '../client';
import { imageFile, imageIn } from './image';
import type { Build } from './schemas';

/** Path of the file in which a run tells of its image. */
export function imageFileOf({ artifacts }: Build): string | undefined {
  return (artifacts ?? [])
    .map(({ relativePath }) => relativePath)
    .find(path => path.split('/').at(-1) === imageFile);
}

/** The image that a run made; undefined when it does not tell. */
export async function readImage(
  client: JenkinsClient,
  run: RunRef,
  file: string,
  signal?: AbortSignal,
): Promise<BuiltImage | undefined> {
  const path = `${runPath(run)}/artifact/${encodedPath(file)}`;
  const { status, text } = await client.get(path, { signal });
  return status === 200 ? imageIn(text) : undefined;
}

/** A path with what an address must not have escaped. */
export function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
