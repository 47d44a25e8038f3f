import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  CiCredential,
  CiJob,
  CiServerSetup,
  Ensured,
  MultibranchJob,
} from '../CiServer';

interface StoredJob {
  readonly kind: CiJob['kind'];
  readonly source?: MultibranchJob;
  readonly description?: string;
}

const parentOf = (fullName: string) =>
  fullName.split('/').slice(0, -1).join('/');

/** The jobs, folders and credentials of the twin of a CI server. */
export class InMemoryCiSetup implements CiServerSetup {
  readonly #jobs = new Map<string, StoredJob>();
  readonly #credentials = new Map<string, CiCredential>();

  /** Adds the job of a branch, or another one that is no folder. */
  addPipeline(fullName: string): void {
    this.#jobs.set(fullName, { kind: 'pipeline' });
  }

  /** What pipelines below the folder would be given. */
  credential(folder: string, id: string): CiCredential | undefined {
    return this.#credentials.get(`${folder}/${id}`);
  }

  /** What a multibranch job was made with. */
  source(fullName: string): MultibranchJob | undefined {
    return this.#jobs.get(fullName)?.source;
  }

  async findJob(fullName: string): Promise<CiJob | undefined> {
    const job = this.#jobs.get(fullName);
    return (
      job && {
        fullName,
        kind: job.kind,
        description: job.description ?? '',
        url: `https://ci.example.com/job/${fullName.split('/').join('/job/')}/`,
        children: [...this.#jobs.keys()].filter(
          each => parentOf(each) === fullName,
        ),
      }
    );
  }

  async ensureFolder({
    fullName,
    description,
  }: {
    fullName: string;
    description?: string;
  }): Promise<Ensured> {
    const parent = parentOf(fullName);
    if (parent !== '') await this.ensureFolder({ fullName: parent });
    const known = this.#jobs.get(fullName);
    if (known && known.kind !== 'folder') {
      throw new ConflictError(`${fullName} is no folder`);
    }
    if (!known) this.#jobs.set(fullName, { kind: 'folder', description });
    return { created: !known };
  }

  async ensureMultibranchJob(
    source: MultibranchJob,
  ): Promise<Ensured & { url: string }> {
    const { fullName, sourceUrl } = source;
    this.#mustBeFolder(parentOf(fullName));
    const known = this.#jobs.get(fullName);
    if (known && known.source?.sourceUrl !== sourceUrl) {
      throw new ConflictError(`${fullName} builds something else`);
    }
    const { description = known?.description } = source;
    this.#jobs.set(fullName, { kind: 'multibranch', source, description });
    const url = (await this.findJob(fullName))?.url ?? '';
    return { created: !known, url };
  }

  async putCredential(credential: CiCredential): Promise<Ensured> {
    this.#mustBeFolder(credential.folder);
    const key = `${credential.folder}/${credential.id}`;
    const created = !this.#credentials.has(key);
    this.#credentials.set(key, credential);
    return { created };
  }

  async deleteJob(fullName: string): Promise<boolean> {
    const job = this.#jobs.get(fullName);
    if (!job) return false;
    if (job.kind !== 'multibranch') {
      throw new ConflictError(`${fullName} is no multibranch job`);
    }
    this.#forget(fullName);
    return true;
  }

  #forget(fullName: string): void {
    this.#jobs.delete(fullName);
    const below = (key: string) => key.startsWith(`${fullName}/`);
    for (const key of [...this.#jobs.keys()].filter(below)) {
      this.#jobs.delete(key);
    }
    for (const key of [...this.#credentials.keys()].filter(below)) {
      this.#credentials.delete(key);
    }
  }

  async deleteFolderIfEmpty(fullName: string): Promise<boolean> {
    const job = await this.findJob(fullName);
    if (!job) return false;
    if (job.kind !== 'folder') {
      throw new ConflictError(`${fullName} is no folder`);
    }
    if (job.children.length > 0) return false;
    this.#forget(fullName);
    return true;
  }

  async deleteCredential(credential: {
    folder: string;
    id: string;
  }): Promise<boolean> {
    return this.#credentials.delete(`${credential.folder}/${credential.id}`);
  }

  #mustBeFolder(fullName: string): void {
    if (this.#jobs.get(fullName)?.kind !== 'folder') {
      throw new NotFoundError(`There is no folder ${fullName}`);
    }
  }
}
