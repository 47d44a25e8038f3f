import {
  assertProject,
  assertReference,
  assertRepository,
  OciClient,
  RegistryError,
  type ImageRegistry,
  type RegistryArtifact,
  type RegistryConfig,
} from '@pilothouse/plugin-platform-node';
import {
  catalogSchema,
  manifestSchema,
  manifestTypes,
  sizeOf,
  tagsSchema,
} from './manifests';

const scan = {
  kind: 'not-known',
  because: 'The OCI distribution API tells nothing of scans',
} as const;

/**
 * A registry by the OCI distribution API alone. It has repositories and tags; it does not
 * tell when something was pushed, nor of what has no tag, and has no projects.
 */
export class OciRegistry implements ImageRegistry {
  readonly host: string;
  readonly hasProjects = false;
  readonly #client: OciClient;

  constructor(config: RegistryConfig) {
    this.host = config.host;
    this.#client = new OciClient(config);
  }

  hasProject = () => this.#unsupported();
  ensureProject = () => this.#unsupported();
  deleteProject = () => this.#unsupported();
  ensureRobot = () => this.#unsupported();
  hasRobot = () => this.#unsupported();
  deleteRobot = () => this.#unsupported();

  async repositories(project: string, signal?: AbortSignal): Promise<string[]> {
    assertProject(project);
    const pages = await this.#client.pages(
      '/v2/_catalog',
      catalogSchema,
      signal,
    );
    if (!pages) {
      throw new RegistryError(
        'unsupported',
        `The registry ${this.host} does not list its repositories (404 of /v2/_catalog): use one that does, or set pilothouse.registry.type to what it is`,
      );
    }
    const names = pages.flatMap(page => page.repositories ?? []);
    const own = names.filter(name => name.startsWith(`${project}/`));
    // A registry goes on listing repositories of which all was deleted.
    const tags = await Promise.all(own.map(name => this.#tags(name, signal)));
    return own.filter((_, i) => tags[i]?.length).sort();
  }

  async artifacts(
    repository: string,
    signal?: AbortSignal,
  ): Promise<RegistryArtifact[]> {
    assertRepository(repository);
    const byDigest = new Map<string, RegistryArtifact>();
    for (const tag of await this.#tags(repository, signal)) {
      const found = await this.#manifest(repository, tag, signal);
      if (!found) continue;
      const tags = [...(byDigest.get(found.digest)?.tags ?? []), tag].sort();
      byDigest.set(found.digest, { ...found, tags });
    }
    return [...byDigest.values()];
  }

  async artifact(
    repository: string,
    reference: string,
    signal?: AbortSignal,
  ): Promise<RegistryArtifact | undefined> {
    assertRepository(repository);
    assertReference(reference);
    const wanted = await this.#manifest(repository, reference, signal);
    if (!wanted) return undefined;
    const { digest } = wanted;
    const all = await this.artifacts(repository, signal);
    return all.find(each => each.digest === digest) ?? wanted;
  }

  async deleteRepository(
    repository: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const found = await this.artifacts(repository, signal);
    for (const { digest } of found) {
      const path = `/v2/${repository}/manifests/${digest}`;
      const how = { method: 'DELETE', signal };
      const answer = await this.#client.ask(path, how, [404]);
      await answer.body?.cancel();
    }
    return found.length > 0;
  }

  async #tags(repository: string, signal?: AbortSignal): Promise<string[]> {
    const path = `/v2/${repository}/tags/list`;
    const pages = await this.#client.pages(path, tagsSchema, signal);
    return (pages ?? []).flatMap(page => page.tags ?? []);
  }

  async #manifest(
    repository: string,
    reference: string,
    signal?: AbortSignal,
  ): Promise<RegistryArtifact | undefined> {
    const path = `/v2/${repository}/manifests/${encodeURIComponent(reference)}`;
    const how = { headers: { accept: manifestTypes }, signal };
    const answer = await this.#client.ask(path, how, [404]);
    const digest = answer.headers.get('docker-content-digest');
    const text = await this.#client.text(answer, signal);
    if (answer.status === 404 || !digest) return undefined;
    const manifest = this.#client.read(text, manifestSchema);
    const size = sizeOf(manifest, Buffer.byteLength(text));
    return { digest, ...(size !== undefined && { size }), tags: [], scan };
  }

  async #unsupported(): Promise<never> {
    throw new RegistryError(
      'unsupported',
      `The registry ${this.host} has neither projects nor robot accounts that the portal could make: where it is a Harbor, set pilothouse.registry.type to harbor`,
    );
  }
}
