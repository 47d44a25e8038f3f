import { HarborError } from './errors.ts';
import { askStore, type Harbor } from './harbor.ts';

/** Removes a tag, or a manifest by its digest, also where it is gone already. */
export async function deleteReference(
  harbor: Harbor,
  repository: string,
  reference: string,
): Promise<void> {
  const path = `manifests/${reference}`;
  const answer = await askStore(harbor, repository, path, { method: 'DELETE' });
  if (answer.status === 404) {
    await answer.body?.cancel();
    return;
  }
  await done(answer);
  harbor.sweeper.deleted();
}

/** @throws HarborError with what the registry said, where it did not do it */
export async function done(answer: Response): Promise<void> {
  const said = await answer.text();
  if (answer.ok) return;
  throw new HarborError(
    500,
    'UNKNOWN',
    `the registry answered ${answer.status}: ${said.slice(0, 300)}`,
  );
}
