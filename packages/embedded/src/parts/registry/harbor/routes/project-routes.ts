import { z } from 'zod';
import {
  assertAdministrator,
  bodyAs,
  type Call,
  filterOf,
  paged,
  projectFor,
} from '../call.ts';
import { notFound, precondition, unauthorized } from '../errors.ts';
import { nameOf } from '../principal.ts';
import { may } from '../rights.ts';
import type { Project } from '../state.ts';
import type { Route } from './route.ts';

const metadataSchema = z.looseObject({
  public: z.enum(['true', 'false']).optional(),
});
const limitSchema = z.number().int().min(-1);

const newProjectSchema = z.looseObject({
  project_name: z.string(),
  public: z.boolean().nullish(),
  metadata: metadataSchema.nullish(),
  storage_limit: limitSchema.nullish(),
});

/** Projects, and what they may hold. */
export const projectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/projects',
    async answer(call) {
      const { harbor, principal, url } = call;
      const wanted = filterOf(call, ['name']);
      const named = url.searchParams.get('name');
      const seen = harbor.state.projects
        .filter(project => may(principal, project, 'project', 'read'))
        .filter(({ name }) => named === null || name.includes(named))
        .filter(wanted);
      return paged(
        call,
        await Promise.all(seen.map(project => projectView(call, project))),
      );
    },
  },
  {
    method: 'HEAD',
    path: '/projects',
    answer({ harbor, principal, url }) {
      if (principal.kind === 'nobody') throw unauthorized();
      const name = url.searchParams.get('project_name') ?? '';
      if (!harbor.state.project(name))
        throw notFound(`project ${name} not found`);
      return { status: 200 };
    },
  },
  {
    method: 'POST',
    path: '/projects',
    async answer(call) {
      assertAdministrator(call);
      const order = bodyAs(newProjectSchema, call);
      const { id } = await call.harbor.state.addProject({
        name: order.project_name,
        public: order.public ?? order.metadata?.public === 'true',
        owner: nameOf(call.principal),
        storageLimit: normal(order.storage_limit ?? -1),
      });
      const Location = `/api/v2.0/projects/${id}`;
      return { status: 201, headers: { Location } };
    },
  },
  {
    method: 'GET',
    path: '/projects/:project',
    async answer(call, { project = '' }) {
      const found = projectFor(call, project, 'project', 'read');
      return { status: 200, json: await projectView(call, found) };
    },
  },
  {
    method: 'PUT',
    path: '/projects/:project',
    async answer(call, { project = '' }) {
      const found = projectFor(call, project, 'project', 'update');
      const { metadata } = bodyAs(
        z.looseObject({ metadata: metadataSchema.optional() }),
        call,
      );
      const isPublic = metadata?.public ?? String(found.public);
      await call.harbor.state.putProject({
        ...found,
        public: isPublic === 'true',
      });
      return { status: 200 };
    },
  },
  {
    method: 'DELETE',
    path: '/projects/:project',
    async answer(call, { project = '' }) {
      const found = projectFor(call, project, 'project', 'delete');
      const { harbor } = call;
      if ((await harbor.content.repositories(found.name)).length > 0)
        throw precondition(
          `the project ${found.name} contains repositories, can not be deleted`,
        );
      await harbor.state.removeProject(found);
      return { status: 200 };
    },
  },
  {
    method: 'GET',
    path: '/projects/:project/summary',
    async answer(call, { project = '' }) {
      const found = projectFor(call, project, 'project', 'read');
      const { content } = call.harbor;
      const names = await content.repositories(found.name);
      return {
        status: 200,
        json: {
          repo_count: names.length,
          quota: await quotaOf(call, found),
        },
      };
    },
  },
  {
    // Of a project without a scanner.
    method: 'GET',
    path: '/projects/:project/scanner',
    answer(call, { project = '' }) {
      projectFor(call, project, 'project', 'read');
      return { status: 200, json: {} };
    },
  },
];

/** Quotas: one for each project, with its id. */
export const quotaRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/quotas',
    async answer(call) {
      assertAdministrator(call);
      const { searchParams } = call.url;
      const id = searchParams.get('reference_id');
      const projects = call.harbor.state.projects.filter(
        project => id === null || String(project.id) === id,
      );
      return paged(
        call,
        await Promise.all(projects.map(project => quotaView(call, project))),
      );
    },
  },
  {
    method: 'GET',
    path: '/quotas/:id',
    async answer(call, { id = '' }) {
      assertAdministrator(call);
      return { status: 200, json: await quotaView(call, quotaWith(call, id)) };
    },
  },
  {
    method: 'PUT',
    path: '/quotas/:id',
    async answer(call, { id = '' }) {
      assertAdministrator(call);
      const { hard } = bodyAs(
        z.object({ hard: z.object({ storage: limitSchema }) }),
        call,
      );
      const project = quotaWith(call, id);
      const storageLimit = normal(hard.storage);
      await call.harbor.state.putProject({ ...project, storageLimit });
      return { status: 200 };
    },
  },
];

function quotaWith({ harbor }: Call, id: string): Project {
  const found = harbor.state.projects.find(each => String(each.id) === id);
  if (!found) throw notFound(`quota ${id} not found`);
  return found;
}

async function quotaOf({ harbor }: Call, { name, storageLimit }: Project) {
  return {
    hard: { storage: storageLimit },
    used: { storage: await harbor.content.used(name) },
  };
}

async function quotaView(call: Call, project: Project) {
  const { id, name, owner, createdAt } = project;
  return {
    id,
    ref: { id, name, owner_name: owner },
    creation_time: createdAt,
    update_time: createdAt,
    ...(await quotaOf(call, project)),
  };
}

async function projectView({ harbor }: Call, project: Project) {
  const { id, name, owner, createdAt } = project;
  const retention = harbor.state.retentions.find(
    ({ projectId }) => projectId === id,
  );
  return {
    project_id: id,
    name,
    owner_name: owner,
    creation_time: createdAt,
    update_time: createdAt,
    deleted: false,
    repo_count: (await harbor.content.repositories(name)).length,
    metadata: {
      public: String(project.public),
      ...(retention && { retention_id: String(retention.id) }),
    },
  };
}

/** Harbor, too, takes 0 for no limit. */
function normal(limit: number): number {
  return limit === 0 ? -1 : limit;
}
