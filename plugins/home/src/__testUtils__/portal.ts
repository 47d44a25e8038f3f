import type { Entity } from '@backstage/catalog-model';
import {
  fetchApiRef,
  identityApiRef,
  storageApiRef,
  type FetchApi,
  type IdentityApi,
  type StorageApi,
} from '@backstage/frontend-plugin-api';
import type { CatalogApi } from '@backstage/catalog-client';
import { mockApis } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type {
  BrokenPipelines,
  Teams,
} from '@pilothouse/plugin-platform-common';
import { LiveStreams } from '@pilothouse/plugin-platform-react/testing';
import type { Run } from '../needs/creations';

type ScaffolderApi = (typeof scaffolderApiRef)['T'];
type Tasks = Awaited<ReturnType<ScaffolderApi['listTasks']>>;

/** All pipelines are known, and none is broken. */
export const allPipelinesRead: BrokenPipelines = {
  services: {},
  waiting: {},
  unread: 0,
};

/** The portal as a signed-in person meets it in a test. */
export function portalOf(options: {
  ownership?: string[];
  entities?: Entity[];
  /** What the portal knows of the person's teams; it does not answer where left out. */
  teams?: Teams;
  /** Runs of templates that the person started. */
  runs?: readonly Run[];
}) {
  const streams = new LiveStreams();
  streams.show('pipelines.broken', allPipelinesRead);
  const fetchApi: FetchApi = {
    fetch: async (input, init) =>
      new URL(String(input)).pathname === '/api/platform/people/me/teams'
        ? teamsAnswer(options.teams)
        : streams.fetch(input, init),
  };
  const identity: IdentityApi = mockApis.identity({
    userEntityRef: 'user:default/lin.wei',
    ownershipEntityRefs: ['user:default/lin.wei', ...(options.ownership ?? [])],
    displayName: 'Lin Wei',
    email: 'lin.wei@example.com',
  });
  const catalog: CatalogApi = catalogApiMock({
    entities: options.entities ?? [],
  });
  const storage: StorageApi = mockApis.storage();
  const listTasks = jest.fn(
    async (): Promise<Tasks> => ({
      tasks: [...(options.runs ?? [])] as Tasks['tasks'],
    }),
  );
  return {
    streams,
    catalog,
    identity,
    storage,
    listTasks,
    rendering: {
      apis: [
        [fetchApiRef, fetchApi],
        [identityApiRef, identity],
        [catalogApiRef, catalog],
        [storageApiRef, storage],
        [scaffolderApiRef, { listTasks } as Partial<ScaffolderApi>],
      ] as const,
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  };
}

function teamsAnswer(teams: Teams | undefined): Response {
  return teams
    ? Response.json(teams)
    : Response.json(
        { error: { name: 'ServiceUnavailableError', message: 'no answer' } },
        { status: 503 },
      );
}

/** An entity that a team owns. */
export function owned(
  kind: string,
  name: string,
  owner: string,
  more: Partial<Entity['metadata']> & { system?: string } = {},
): Entity {
  const { system, ...metadata } = more;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...metadata },
    spec: { type: 'service' },
    relations: [
      { type: 'ownedBy', targetRef: owner },
      ...(system
        ? [{ type: 'partOf', targetRef: `system:default/${system}` }]
        : []),
    ],
  };
}
