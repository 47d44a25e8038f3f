import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ImageRegistry,
  RegistryArtifact,
  RobotOrder,
  RobotRef,
} from '../ImageRegistry';
import { assertProject, assertReference, assertRepository } from '../names';

/** Twin of a registry with projects. */
export class InMemoryRegistry implements ImageRegistry {
  readonly host = 'registry.example.com';
  readonly hasProjects = true;
  readonly projects = new Set<string>();
  readonly robots = new Map<string, RobotOrder>();
  readonly #content = new Map<string, RegistryArtifact[]>();
  /** Throws to refuse. */
  gate: () => void = () => {};

  /** Puts an artifact there, as a push does: its tags leave the others. */
  push(repository: string, artifact: RegistryArtifact): void {
    const others = (this.#content.get(repository) ?? [])
      .filter(({ digest }) => digest !== artifact.digest)
      .map(other => ({
        ...other,
        tags: other.tags.filter(tag => !artifact.tags.includes(tag)),
      }));
    const tags = [...artifact.tags].sort();
    this.#content.set(repository, [{ ...artifact, tags }, ...others]);
  }

  async hasProject(name: string): Promise<boolean> {
    assertProject(name);
    this.gate();
    return this.projects.has(name);
  }

  async ensureProject(name: string): Promise<{ created: boolean }> {
    assertProject(name);
    this.gate();
    const created = !this.projects.has(name);
    this.projects.add(name);
    return { created };
  }

  async deleteProject(name: string): Promise<boolean> {
    if ((await this.repositories(name)).length > 0) {
      throw new ConflictError(`The project ${name} holds repositories`);
    }
    for (const [key, { project }] of this.robots) {
      if (project === name) this.robots.delete(key);
    }
    return this.projects.delete(name);
  }

  async ensureRobot(
    order: RobotOrder,
  ): Promise<{ created: boolean; username: string }> {
    assertProject(order.project);
    this.gate();
    if (!this.projects.has(order.project)) {
      throw new NotFoundError(`There is no project ${order.project}`);
    }
    const username = usernameOf(order);
    const created = !this.robots.has(username);
    this.robots.set(username, order);
    return { created, username };
  }

  async hasRobot(robot: RobotRef): Promise<boolean> {
    assertProject(robot.project);
    this.gate();
    return this.robots.has(usernameOf(robot));
  }

  async deleteRobot(robot: RobotRef): Promise<boolean> {
    assertProject(robot.project);
    this.gate();
    return this.robots.delete(usernameOf(robot));
  }

  async repositories(project: string): Promise<string[]> {
    assertProject(project);
    this.gate();
    return [...this.#content.keys()]
      .filter(name => name.startsWith(`${project}/`))
      .sort();
  }

  async artifacts(repository: string): Promise<RegistryArtifact[]> {
    assertRepository(repository);
    this.gate();
    return this.#content.get(repository) ?? [];
  }

  async artifact(
    repository: string,
    reference: string,
  ): Promise<RegistryArtifact | undefined> {
    assertReference(reference);
    return (await this.artifacts(repository)).find(
      ({ digest, tags }) => digest === reference || tags.includes(reference),
    );
  }

  async deleteRepository(repository: string): Promise<boolean> {
    assertRepository(repository);
    this.gate();
    return this.#content.delete(repository);
  }
}

function usernameOf({ project, name }: RobotRef): string {
  return `robot$${project}+${name}`;
}
