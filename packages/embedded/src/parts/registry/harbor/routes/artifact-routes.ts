import { z } from 'zod';
import { bodyAs, type Call, filterOf, paged, projectFor } from '../call.ts';
import type { Revision } from '../content.ts';
import { conflict, notFound, precondition } from '../errors.ts';
import { askStore } from '../harbor.ts';
import { deleteReference, done } from '../references.ts';
import type { Project } from '../state.ts';
import type { Route } from './route.ts';
import { artifactView, repositoryView, tagViews, topLevel } from './views.ts';

const REPOSITORY = '/projects/:project/repositories/:repository';
const ARTIFACT = `${REPOSITORY}/artifacts/:reference`;

type Parameters = Readonly<Record<string, string>>;

/** Repositories and artifacts of projects. */
export const artifactRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/projects/:project/repositories',
    async answer(call, { project: given = '' }) {
      const project = projectFor(call, given, 'repository', 'list');
      const { content } = call.harbor;
      const wanted = filterOf(call, ['name']);
      const views = await Promise.all(
        (
          await content.repositories(project.name)
        ).map(async name =>
          repositoryView(project, name, await content.revisions(name)),
        ),
      );
      return paged(call, views.filter(wanted));
    },
  },
  {
    method: 'GET',
    path: REPOSITORY,
    async answer(call, parameters) {
      const at = await repositoryOf(call, parameters, 'repository', 'read');
      const { project, name, revisions } = at;
      return { status: 200, json: repositoryView(project, name, revisions) };
    },
  },
  {
    method: 'DELETE',
    path: REPOSITORY,
    async answer(call, parameters) {
      const { name } = await repositoryOf(
        call,
        parameters,
        'repository',
        'delete',
      );
      await call.harbor.content.forget(name);
      call.harbor.sweeper.deleted();
      return { status: 200 };
    },
  },
  {
    method: 'GET',
    path: `${REPOSITORY}/artifacts`,
    async answer(call, parameters) {
      const at = await repositoryOf(call, parameters, 'artifact', 'list');
      const views = await Promise.all(
        topLevel(at.revisions).map(each => viewOf(call, at, each)),
      );
      return paged(call, views.filter(filterOf(call, ['digest', 'type'])));
    },
  },
  {
    method: 'GET',
    path: ARTIFACT,
    async answer(call, parameters) {
      const at = await artifactOf(call, parameters, 'artifact', 'read');
      return { status: 200, json: await viewOf(call, at, at.revision) };
    },
  },
  {
    method: 'DELETE',
    path: ARTIFACT,
    async answer(call, parameters) {
      const at = await artifactOf(call, parameters, 'artifact', 'delete');
      await deleteReference(call.harbor, at.name, at.revision.digest);
      return { status: 200 };
    },
  },
  {
    method: 'GET',
    path: `${ARTIFACT}/tags`,
    async answer(call, parameters) {
      const at = await artifactOf(call, parameters, 'tag', 'list');
      return paged(call, tagViews(at.name, at.revision) ?? []);
    },
  },
  {
    method: 'POST',
    path: `${ARTIFACT}/tags`,
    async answer(call, parameters) {
      const at = await artifactOf(call, parameters, 'tag', 'create');
      const schema = z.looseObject({
        name: z.string().regex(/^\w[\w.-]{0,127}$/),
      });
      const { name: tag } = bodyAs(schema, call);
      const tags = at.revisions.flatMap(each => each.tags);
      if (tags.some(({ name }) => name === tag))
        throw conflict(`tag ${tag} already exists`);
      await putTag(call, at.name, at.revision, tag);
      return { status: 201 };
    },
  },
  {
    method: 'DELETE',
    path: `${ARTIFACT}/tags/:tag`,
    async answer(call, parameters) {
      const at = await artifactOf(call, parameters, 'tag', 'delete');
      const { tag = '' } = parameters;
      if (!at.revision.tags.some(({ name }) => name === tag))
        throw notFound(`tag ${tag} of ${at.name} not found`);
      await deleteReference(call.harbor, at.name, tag);
      return { status: 200 };
    },
  },
  {
    method: 'POST',
    path: `${ARTIFACT}/scan`,
    async answer(call, parameters) {
      const at = await artifactOf(call, parameters, 'scan', 'create');
      throw precondition(`no available scanner for project: ${at.project.id}`);
    },
  },
  {
    method: 'GET',
    path: `${ARTIFACT}/additions/vulnerabilities`,
    async answer(call, parameters) {
      const at = await artifactOf(
        call,
        parameters,
        'artifact-addition',
        'read',
      );
      throw notFound(
        `no scanner registration configured for project: ${at.project.id}`,
      );
    },
  },
];

async function repositoryOf(
  call: Call,
  { project: given = '', repository = '' }: Parameters,
  resource: string,
  action: string,
) {
  const project = projectFor(call, given, resource, action);
  const name = `${project.name}/${repository}`;
  const { content } = call.harbor;
  const known = (await content.repositories(project.name)).includes(name);
  if (!known) throw notFound(`repository ${name} not found`);
  return { project, name, revisions: await content.revisions(name) };
}

async function artifactOf(
  call: Call,
  parameters: Parameters,
  resource: string,
  action: string,
) {
  const at = await repositoryOf(call, parameters, resource, action);
  const { reference = '' } = parameters;
  const revision = at.revisions.find(
    ({ digest, tags }) =>
      digest === reference || tags.some(({ name }) => name === reference),
  );
  if (!revision) throw notFound(`artifact ${at.name}@${reference} not found`);
  return { ...at, revision };
}

function viewOf(
  { harbor, url }: Call,
  { project, name }: { project: Project; name: string },
  revision: Revision,
) {
  const withTags = url.searchParams.get('with_tag') !== 'false';
  return artifactView(harbor.content, project, name, revision, withTags);
}

async function putTag(
  { harbor }: Call,
  repository: string,
  { digest, manifest }: Revision,
  tag: string,
): Promise<void> {
  const type =
    manifest.mediaType ?? 'application/vnd.oci.image.manifest.v1+json';
  const body = await harbor.content.blob(digest);
  if (body === undefined) throw notFound(`${repository}@${digest} not found`);
  const answer = await askStore(harbor, repository, `manifests/${tag}`, {
    method: 'PUT',
    headers: { 'content-type': type },
    body,
  });
  await done(answer);
}
