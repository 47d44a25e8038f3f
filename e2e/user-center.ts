import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '@pilothouse/embedded/platform';
import { z } from 'zod';

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

const resourceSchema = z.object({ id: z.string() });
const listSchema = z.object({ Resources: z.array(resourceSchema) });

/** What the tests change at the user center, as its administration would: over SCIM. */
export class UserCenter {
  readonly url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.url = url;
    this.#token = token;
  }

  /** Opens the user center of a running platform. */
  static async of({ addresses, stateDir }: Platform): Promise<UserCenter> {
    const file = join(stateDir, 'user-center/scim-token');
    const token = (await readFile(file, 'utf8')).trim();
    return new UserCenter(`http://localhost:${addresses.userCenter}`, token);
  }

  /** @returns the id of the new person */
  async addPerson(userName: string, displayName: string): Promise<string> {
    const body = { userName, displayName };
    return resourceSchema.parse(await this.#ask('POST', '/Users', body)).id;
  }

  async removePerson(id: string): Promise<void> {
    await this.#ask('DELETE', `/Users/${id}`);
  }

  /** Lets a person sign in, or no longer. */
  async setActive(userName: string, active: boolean): Promise<void> {
    const id = await this.#find('Users', 'userName', userName);
    await this.#patch(`/Users/${id}`, {
      op: 'replace',
      path: 'active',
      value: active,
    });
  }

  /** @param person - their id */
  async addToGroup(group: string, person: string): Promise<void> {
    const id = await this.#find('Groups', 'displayName', group);
    await this.#patch(`/Groups/${id}`, {
      op: 'add',
      path: 'members',
      value: [{ value: person }],
    });
  }

  async #find(kind: string, attribute: string, value: string): Promise<string> {
    const filter = encodeURIComponent(`${attribute} eq "${value}"`);
    const found = await this.#ask('GET', `/${kind}?filter=${filter}`);
    const first = listSchema.parse(found).Resources[0];
    if (!first) throw new Error(`The user center has no ${value} in ${kind}`);
    return first.id;
  }

  #patch(path: string, operation: object): Promise<unknown> {
    return this.#ask('PATCH', path, {
      schemas: [PATCH_OP],
      Operations: [operation],
    });
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.url}/scim/v2${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        'Content-Type': 'application/scim+json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  }
}
