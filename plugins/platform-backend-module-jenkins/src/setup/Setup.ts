import { ConflictError } from '@backstage/errors';
import {
  CiServerError,
  type CiCredential,
  type CiJob,
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
    if (await this.#hasFolder(fullName, signal)) return { created: false };
    const parent = folderOf(fullName);
    if (parent !== '') await this.ensureFolder({ fullName: parent }, signal);
    const xml = folderXml(description);
    const created = await createJob(this.client, fullName, xml, signal);
    // Somebody else made it in between.
    if (!created && !(await this.#hasFolder(fullName, signal))) {
      throw hidden(fullName, 'Job/Read');
    }
    return { created };
  }

  async #hasFolder(fullName: string, signal?: AbortSignal): Promise<boolean> {
    const found = await findJob(this.client, fullName, signal);
    if (found) mustBe(found.kind, 'folder', fullName);
    return found !== undefined;
  }

  async ensureMultibranchJob(
    job: MultibranchJob,
    signal?: AbortSignal,
  ): Promise<Ensured & { url: string }> {
    const { fullName } = job;
    const before = await findJob(this.client, fullName, signal);
    const created =
      !before &&
      (await createJob(this.client, fullName, multibranchXml(job), signal));
    const found = before ?? (await findJob(this.client, fullName, signal));
    if (!found) throw hidden(fullName, 'Job/Read');
    if (!created) await this.#amend(found, job, signal);
    // Whoever made it may have been interrupted before branches were looked for.
    if (found.children.length === 0) await this.#scan(fullName, signal);
    return { created, url: found.url };
  }

  async #scan(fullName: string, signal?: AbortSignal): Promise<void> {
    const path = `${jobPath(fullName)}/build`;
    mustBeDone(
      await this.client.post(path, { query: { delay: '0' }, signal }),
      `look for branches of ${fullName}`,
    );
  }

  async #amend(
    { kind }: CiJob,
    job: MultibranchJob,
    signal?: AbortSignal,
  ): Promise<void> {
    const { fullName, sourceUrl } = job;
    mustBe(kind, 'multibranch', fullName);
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
  }

  async putCredential(
    credential: CiCredential,
    signal?: AbortSignal,
  ): Promise<Ensured> {
    const { folder, id } = credential;
    if (await this.#changeCredential(credential, signal)) {
      return { created: false };
    }
    const create = await this.client.post(
      `${storePath(folder)}/createCredentials`,
      { xml: credentialXml(credential), signal },
    );
    if (create.status === 404) throw noFolder(folder);
    if (create.status !== 409) {
      mustBeDone(create, `make the credential ${id} of ${folder}`);
      return { created: true };
    }
    // Somebody else made it in between.
    if (await this.#changeCredential(credential, signal)) {
      return { created: false };
    }
    throw hidden(`The credential ${id} of ${folder}`, 'Credentials/View');
  }

  /** @returns false when there is none of that id */
  async #changeCredential(
    credential: CiCredential,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { folder, id } = credential;
    const xml = credentialXml(credential);
    const path = credentialPath(credential);
    const update = await this.client.post(path, { xml, signal });
    if (update.status === 404) return false;
    mustBeDone(update, `change the credential ${id} of ${folder}`);
    return true;
  }

  async deleteJob(fullName: string, signal?: AbortSignal): Promise<boolean> {
    const found = await findJob(this.client, fullName, signal);
    if (!found) return false;
    mustBe(found.kind, 'multibranch', fullName);
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

/** Jenkins says of what an account may not see that it is not there. */
function hidden(what: string, permission: string): CiServerError {
  return new CiServerError(
    'forbidden',
    `${what} is there in Jenkins, and the account of the portal may not see it: give it the permission ${permission} there`,
  );
}

function mustBe(kind: string, wanted: string, fullName: string): void {
  if (kind !== wanted) {
    throw new ConflictError(
      `${fullName} is there already and is a ${kind}, not a ${wanted}`,
    );
  }
}
