import { ConflictError } from '@backstage/errors';
import {
  CiServerError,
  type CiCredential,
  type CiServerSetup,
  type Ensured,
  type MultibranchJob,
} from '@pilothouse/plugin-platform-node';
import { folderOf, jobPath, type JenkinsClient } from '../client';
import { deleteWithRuns } from './deletion';
import { createJob, findJob, mustBeDone, noFolder } from './jobs';
import { amended, buildsFrom } from './settings';
import { credentialXml, folderXml, multibranchXml } from './xml';

/** Sets up folders, jobs and credentials. */
export class Setup implements CiServerSetup {
  constructor(private readonly client: JenkinsClient) {}

  async ensureFolder(
    folder: { fullName: string; description?: string },
    signal?: AbortSignal,
  ): Promise<Ensured> {
    const { fullName, description } = folder;
    const found = await findJob(this.client, fullName, signal);
    if (found) {
      mustBe(found.kind, 'folder', fullName);
      return { created: false };
    }
    const parent = folderOf(fullName);
    if (parent !== '') await this.ensureFolder({ fullName: parent }, signal);
    const xml = folderXml(description);
    const created = await createJob(this.client, fullName, xml, signal);
    // Somebody else made it in between.
    return created ? { created } : this.ensureFolder(folder, signal);
  }

  async ensureMultibranchJob(
    job: MultibranchJob,
    signal?: AbortSignal,
  ): Promise<Ensured & { url: string }> {
    const { fullName } = job;
    const created = await this.#makeOrAmend(job, signal);
    const found = await findJob(this.client, fullName, signal);
    if (!found) {
      throw new CiServerError(
        'failed',
        `${fullName} was deleted while it was made`,
      );
    }
    if (created) {
      const scan = `${jobPath(fullName)}/build`;
      mustBeDone(
        await this.client.post(scan, { query: { delay: '0' }, signal }),
        `look for branches of ${fullName}`,
      );
    }
    return { created, url: found.url };
  }

  async #makeOrAmend(
    job: MultibranchJob,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { fullName, sourceUrl } = job;
    const found = await findJob(this.client, fullName, signal);
    if (!found) {
      const xml = multibranchXml(job);
      const created = await createJob(this.client, fullName, xml, signal);
      return created || this.#makeOrAmend(job, signal);
    }
    mustBe(found.kind, 'multibranch', fullName);
    const path = `${jobPath(fullName)}/config.xml`;
    const answer = await this.client.get(path, { signal });
    mustBeDone(answer, `tell the configuration of ${fullName}`);
    if (!buildsFrom(answer.text, job)) {
      throw new ConflictError(
        `${fullName} is there and builds another repository than ${sourceUrl}`,
      );
    }
    const xml = amended(answer.text, job);
    if (xml !== undefined) {
      const done = await this.client.post(path, { xml, signal });
      mustBeDone(done, `configure ${fullName}`);
    }
    return false;
  }

  async putCredential(
    credential: CiCredential,
    signal?: AbortSignal,
  ): Promise<Ensured> {
    const { folder, id } = credential;
    const xml = credentialXml(credential);
    const update = await this.client.post(credentialPath(credential), {
      xml,
      signal,
    });
    if (update.status !== 404) {
      mustBeDone(update, `change the credential ${id} of ${folder}`);
      return { created: false };
    }
    const create = await this.client.post(
      `${storePath(folder)}/createCredentials`,
      { xml, signal },
    );
    if (create.status === 404) throw noFolder(folder);
    // Somebody else made it in between.
    if (create.status === 409) return this.putCredential(credential, signal);
    mustBeDone(create, `make the credential ${id} of ${folder}`);
    return { created: true };
  }

  async deleteJob(fullName: string, signal?: AbortSignal): Promise<boolean> {
    return deleteWithRuns(this.client, fullName, signal);
  }

  async deleteFolderIfEmpty(
    fullName: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const found = await findJob(this.client, fullName, signal);
    if (!found) return false;
    mustBe(found.kind, 'folder', fullName);
    return (
      found.children.length === 0 &&
      deleteWithRuns(this.client, fullName, signal)
    );
  }

  async deleteCredential(
    credential: { folder: string; id: string },
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { folder, id } = credential;
    const path = credentialPath(credential);
    const answer = await this.client.post(path, { signal }, 'DELETE');
    if (answer.status === 404) return false;
    mustBeDone(answer, `delete the credential ${id} of ${folder}`);
    return true;
  }
}

function storePath(folder: string): string {
  return `${jobPath(folder)}/credentials/store/folder/domain/_`;
}

function credentialPath(credential: { folder: string; id: string }): string {
  const id = encodeURIComponent(credential.id);
  return `${storePath(credential.folder)}/credential/${id}/config.xml`;
}

function mustBe(kind: string, wanted: string, fullName: string): void {
  if (kind !== wanted) {
    throw new ConflictError(
      `${fullName} is there already and is a ${kind}, not a ${wanted}`,
    );
  }
}
