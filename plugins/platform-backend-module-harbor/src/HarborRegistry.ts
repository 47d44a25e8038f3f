import { ConflictError } from '@backstage/errors';
import {
  assertProject,
  assertReference,
  assertRepository,
  type ImageRegistry,
  type RegistryArtifact,
  type RegistryConfig,
  type RobotOrder,
  type RobotRef,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import { artifactFrom } from './artifact';
import { HarborClient } from './HarborClient';
import { retentionOf } from './retention';
import { deleteRobot, done, ensureRobot, findRobot, robotsOf } from './robots';
import { artifactSchema, projectSchema, repositoriesSchema } from './schemas';

const withMore = { with_tag: 'true', with_scan_overview: 'true' };

/** Harbor, by its API of version 2. */
export class HarborRegistry implements ImageRegistry {
  readonly host: string;
  readonly hasProjects = true;
  readonly #client: HarborClient;
  readonly #keepImages?: number;

  constructor(config: RegistryConfig) {
    this.host = config.host;
    this.#keepImages = config.keepImages;
    this.#client = new HarborClient(config);
  }

  async hasProject(name: string, signal?: AbortSignal): Promise<boolean> {
    const path = projectPath(name);
    const found = await this.#client.object(path, projectSchema, { signal });
    return found !== undefined;
  }

  async ensureProject(
    name: string,
    signal?: AbortSignal,
    { begun = false }: { readonly begun?: boolean } = {},
  ): Promise<{ created: boolean }> {
    assertProject(name);
    const json = { project_name: name, metadata: { public: 'false' } };
    const request = { json, known: [409], signal };
    const answer = await this.#client.ask('POST', '/projects', request);
    await done(answer);
    const created = answer.status !== 409;
    if ((created || begun) && this.#keepImages !== undefined) {
      await this.#retain(name, this.#keepImages, signal);
    }
    return { created };
  }

  /**
   * Has a project keep so many images of each repository, those that were pushed last, unless
   * it has a policy.
   */
  async #retain(
    name: string,
    images: number,
    signal?: AbortSignal,
  ): Promise<void> {
    const path = projectPath(name);
    const found = await this.#client.object(path, projectSchema, { signal });
    if (!found || found.metadata?.retention_id) return;
    const json = retentionOf(found.project_id, images);
    const request = { json, signal };
    await done(await this.#client.ask('POST', '/retentions', request));
  }

  async deleteProject(name: string, signal?: AbortSignal): Promise<boolean> {
    assertProject(name);
    const robots = await robotsOf(this.#client, name, signal);
    const request = { known: [404, 412], signal };
    const path = projectPath(name);
    const answer = await this.#client.ask('DELETE', path, request);
    await done(answer);
    if (answer.status === 412) {
      throw new ConflictError(
        `The project ${name} at ${this.host} holds repositories, and stays`,
      );
    }
    // Those that its project has taken with it are gone by now.
    for (const { id } of robots) await deleteRobot(this.#client, id, signal);
    return answer.status !== 404;
  }

  async ensureRobot(
    order: RobotOrder,
    signal?: AbortSignal,
  ): Promise<{ created: boolean; username: string }> {
    assertProject(order.project);
    return ensureRobot(this.#client, order, signal);
  }

  async hasRobot(robot: RobotRef, signal?: AbortSignal): Promise<boolean> {
    assertProject(robot.project);
    return (await findRobot(this.#client, robot, signal)) !== undefined;
  }

  async deleteRobot(robot: RobotRef, signal?: AbortSignal): Promise<boolean> {
    assertProject(robot.project);
    const found = await findRobot(this.#client, robot, signal);
    return found !== undefined && deleteRobot(this.#client, found.id, signal);
  }

  async repositories(project: string, signal?: AbortSignal): Promise<string[]> {
    const path = `${projectPath(project)}/repositories`;
    const found = await this.#client.list(path, repositoriesSchema, { signal });
    return (found ?? []).map(({ name }) => name).sort();
  }

  async artifacts(
    repository: string,
    signal?: AbortSignal,
  ): Promise<RegistryArtifact[]> {
    const path = `${repositoryPath(repository)}/artifacts`;
    const request = { query: withMore, signal };
    const found = await this.#client.list(
      path,
      z.array(artifactSchema),
      request,
    );
    return (found ?? [])
      .map(artifactFrom)
      .sort((a, b) => (b.pushedAt ?? '').localeCompare(a.pushedAt ?? ''));
  }

  async artifact(
    repository: string,
    reference: string,
    signal?: AbortSignal,
  ): Promise<RegistryArtifact | undefined> {
    assertReference(reference);
    const path = `${repositoryPath(repository)}/artifacts/${encodeURIComponent(
      reference,
    )}`;
    const request = { query: withMore, signal };
    const found = await this.#client.object(path, artifactSchema, request);
    return found && artifactFrom(found);
  }

  async deleteRepository(
    repository: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const path = repositoryPath(repository);
    const request = { known: [404], signal };
    const answer = await this.#client.ask('DELETE', path, request);
    await done(answer);
    return answer.status !== 404;
  }
}

/** @throws InputError for a name that would lead elsewhere */
function projectPath(name: string): string {
  assertProject(name);
  return `/projects/${encodeURIComponent(name)}`;
}

/**
 * A slash within a repository's name is encoded twice, as Harbor wants it.
 *
 * @throws InputError for a name that would lead elsewhere
 */
function repositoryPath(repository: string): string {
  assertRepository(repository);
  const [project = '', ...rest] = repository.split('/');
  const name = encodeURIComponent(encodeURIComponent(rest.join('/')));
  return `${projectPath(project)}/repositories/${name}`;
}
