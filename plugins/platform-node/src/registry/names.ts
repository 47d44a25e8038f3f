import { InputError } from '@backstage/errors';

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const projectForm = new RegExp(`^${component}$`);
const repositoryForm = new RegExp(`^${component}(?:/${component})+$`);
const tagForm = /^\w[\w.-]{0,127}$/;
const digestForm = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9][a-zA-Z0-9=_-]*$/;
const longest = 255;

/*
 * Names become parts of addresses, in which `..` would lead to something else. So they are
 * held to the grammar of the OCI distribution specification before a registry is asked.
 */

/** @throws InputError for what cannot be the name of a project */
export function assertProject(name: string): void {
  if (name.length <= longest && projectForm.test(name)) return;
  throw new InputError(
    `${JSON.stringify(
      name,
    )} cannot be a project of a registry: it takes small letters and digits, with single dots, underscores or dashes between them`,
  );
}

/** @throws InputError for what cannot be a repository of a project */
export function assertRepository(name: string): void {
  if (name.length <= longest && repositoryForm.test(name)) return;
  throw new InputError(
    `${JSON.stringify(
      name,
    )} cannot be a repository: it takes a project, a slash and a name, of small letters and digits with dots, underscores or dashes between them`,
  );
}

/** @throws InputError for what can be neither a tag nor a digest */
export function assertReference(reference: string): void {
  if (tagForm.test(reference) || digestForm.test(reference)) return;
  throw new InputError(
    `${JSON.stringify(
      reference,
    )} is neither a tag nor a digest of an image, such as v1.2 or sha256:…`,
  );
}
