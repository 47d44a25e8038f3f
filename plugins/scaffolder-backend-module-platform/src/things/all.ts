import type { AuthService } from '@backstage/backend-plugin-api';
import type {
  CiServer,
  ImageRegistry,
  MiddlewareComposition,
  MiddlewareItem,
  PersonalKube,
} from '@pilothouse/plugin-platform-node';
import type { Claims } from '../claims/Claims';
import type { GitHosts } from '../git/GitHost';
import type { ImageStore } from '../registry/ImageStore';
import type { Middleware } from '../middleware/Middleware';
import { needed, webhookUrl, type Settings } from '../settings';
import { registrations, type RegistrationCatalog } from './catalog';
import { folders, jobs } from './ci';
import { hooks, readers, repositories } from './git';
import type { Handlers } from './Handlers';
import { images } from './images';
import { bindings, credentials, instances } from './middleware';
import { namespaces } from './namespaces';
import { projects, robots } from './registry';
import { releases } from './release';
import { rights } from './rights';
import type { RepositoryAddress } from './thing';

/** The systems in which the things of a service are. */
export interface Systems {
  readonly auth: AuthService;
  readonly catalog: RegistrationCatalog;
  readonly ci: CiServer;
  readonly claims: Claims;
  readonly git: GitHosts;
  /** Missing where no registry is configured; then no task claims images. */
  readonly images?: ImageStore;
  /** Kinds of middleware that no API serves. */
  readonly compositions: readonly MiddlewareComposition[];
  /** What can be ordered. */
  readonly items: readonly MiddlewareItem[];
  readonly kube: PersonalKube;
  readonly middleware: Middleware;
  /** Refuses all where none is configured. */
  readonly registry: ImageRegistry;
  readonly settings: Settings;
}

/** Handlers for all kinds of things. */
export function handlersFor(systems: Systems): Handlers {
  const { ci, compositions, git, items, kube, registry, settings } = systems;
  const cloneUrl = (repository: RepositoryAddress) =>
    git.at(repository.host).cloneUrl(repository);
  return {
    repository: repositories(git),
    registration: registrations(systems, repository =>
      cloneUrl(repository).replace(/\.git$/, ''),
    ),
    images: images(() => needed(systems.images, 'pilothouse.registry')),
    project: projects(registry, ci),
    robot: robots(registry, ci),
    reader: readers(git, ci),
    release: releases(kube),
    rights: rights(kube, ci),
    folder: folders(ci),
    job: jobs(ci),
    middleware: instances(kube, items, compositions),
    credentials: credentials(kube),
    binding: bindings(kube),
    namespace: namespaces(kube),
    hook: hooks(git, repository =>
      webhookUrl(
        needed(settings.webhook, 'pilothouse.delivery.webhook'),
        cloneUrl(repository),
      ),
    ),
  };
}
