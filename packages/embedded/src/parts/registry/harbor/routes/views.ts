import { createHash } from 'node:crypto';
import { z } from 'zod';
import { blobsOf, type Content, type Revision } from '../content.ts';
import type { Project } from '../state.ts';

/** What Harbor says of something that nobody has pulled. */
const NEVER = '0001-01-01T00:00:00.000Z';

const configSchema = z.looseObject({
  architecture: z.string().optional(),
  os: z.string().optional(),
  created: z.string().optional(),
  author: z.string().optional(),
  config: z.unknown().optional(),
});

/** A number that stays the same for a name, as no database numbers them. */
export function idOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE() % 2 ** 31;
}

/** A repository as Harbor describes it. Pulls are not counted. */
export function repositoryView(
  { id }: Project,
  name: string,
  revisions: readonly Revision[],
) {
  const times = revisions.map(({ pushedAt }) => pushedAt.getTime());
  return {
    id: idOf(name),
    project_id: id,
    name,
    artifact_count: topLevel(revisions).length,
    creation_time: new Date(Math.min(...times)).toISOString(),
    update_time: new Date(Math.max(...times)).toISOString(),
  };
}

/** Without those that are listed in another, as the images of one that is for several platforms. */
export function topLevel(revisions: readonly Revision[]): Revision[] {
  const inner = new Set(
    revisions.flatMap(({ manifest }) =>
      (manifest.manifests ?? []).map(({ digest }) => digest),
    ),
  );
  return revisions.filter(
    ({ digest, tags }) => tags.length > 0 || !inner.has(digest),
  );
}

/** An artifact as Harbor describes it; without a scanner, there is no scan overview. */
export async function artifactView(
  content: Content,
  project: Project,
  repository: string,
  revision: Revision,
  withTags: boolean,
) {
  const { digest, manifest, pushedAt } = revision;
  const configType = manifest.config?.mediaType ?? '';
  const sizes = blobsOf(revision).map(([, size]) => size);
  return {
    id: idOf(`${repository}@${digest}`),
    type: configType.includes('helm') ? 'CHART' : 'IMAGE',
    project_id: project.id,
    repository_id: idOf(repository),
    repository_name: repository,
    digest,
    size: sizes.reduce((sum, size) => sum + size, 0),
    media_type: configType,
    manifest_media_type: manifest.mediaType ?? '',
    push_time: pushedAt.toISOString(),
    pull_time: NEVER,
    extra_attrs: await extrasOf(content, revision),
    labels: null,
    references: (manifest.manifests ?? []).map(child => ({
      child_digest: child.digest,
      platform: child.platform,
    })),
    tags: withTags ? tagViews(repository, revision) : null,
  };
}

/** Tags of an artifact, or null where it has none, as Harbor has it. */
export function tagViews(repository: string, { digest, tags }: Revision) {
  if (tags.length === 0) return null;
  return tags.map(({ name, pushedAt }) => ({
    id: idOf(`${repository}:${name}`),
    repository_id: idOf(repository),
    artifact_id: idOf(`${repository}@${digest}`),
    name,
    push_time: pushedAt.toISOString(),
    pull_time: NEVER,
    immutable: false,
  }));
}

async function extrasOf(content: Content, { manifest }: Revision) {
  const { config } = manifest;
  if (!config || !/image|container/.test(config.mediaType ?? '')) return {};
  const described = configOf(await content.blob(config.digest));
  if (!described) return {};
  const { architecture, os, created, author } = described;
  return { architecture, os, created, author, config: described.config };
}

/** One that is not there, or is not what its type says, spoils no list. */
function configOf(text: string | undefined) {
  if (text === undefined) return undefined;
  try {
    return configSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
