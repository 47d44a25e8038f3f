import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { FieldConflict } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

/** How the API server tells why it did not do something. */
const statusSchema = z.object({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z
    .object({
      name: z.string().optional(),
      causes: z
        .array(
          z.object({
            reason: z.string().optional(),
            message: z.string().optional(),
            field: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

type Status = z.infer<typeof statusSchema>;

/** An answer that is no success. */
export interface Refused {
  readonly status: number;
  readonly text: string;
}

/** Reads the API server's own words; an answer of something in between has none. */
function statusOf({ text }: Refused): Status | undefined {
  try {
    return statusSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The API server's own sentence, or else that there was none. */
export function saidIn(refused: Refused): string {
  return statusOf(refused)?.message?.trim() || `it answered ${refused.status}`;
}

/** Reasons of the API server for which it does not come to write. */
const notTaken: readonly string[] = ['InternalError', 'ServiceUnavailable'];

/** What is said, without such a reason, of changes that were not made. */
const notMade = [
  /failed to create typed patch object/,
  // What etcd refuses; of these alone it does not say that they were not made.
  /^etcdserver: (?!request timed out|leader changed|server stopped)/,
];

/**
 * Whether it is left open that a change was made. Somebody on the way may have waited for
 * the answer in vain, be it a proxy for the API server or that for its etcd: of no failure
 * but those that say so is it known that they came before the change.
 */
export function leavesOpen(refused: Refused): boolean {
  if (refused.status < 500) return false;
  const status = statusOf(refused);
  const { message = '', reason = '' } = status ?? {};
  return (
    !notTaken.includes(reason) &&
    !isNotAdmitted(status) &&
    !notMade.some(words => words.test(message))
  );
}

/** Fields that others own, where that is why an apply was refused; none otherwise. */
export function conflictsOf(refused: Refused): FieldConflict[] {
  return (statusOf(refused)?.details?.causes ?? [])
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ field, message }) => ({
      field: field ?? '',
      manager: managerIn(message ?? ''),
    }));
}

/** The message is `conflict with "<manager>"`, with the manager quoted as Go does. */
function managerIn(message: string): string {
  const quoted = /conflict with ("(?:[^"\\]|\\.)*")/.exec(message)?.[1];
  try {
    return quoted === undefined
      ? message
      : z.string().parse(JSON.parse(quoted));
  } catch {
    return message;
  }
}

/** The right error for an answer that is no success, with the API server's sentence. */
export function errorOf(cluster: string, refused: Refused): Error {
  const status = statusOf(refused);
  const said = saidIn(refused);
  if (/cannot impersonate resource/.test(said)) {
    // The portal's account lacks it, and not the person.
    return new ServiceUnavailableError(
      `The portal may not act for people in the cluster ${cluster}: give its account the verb "impersonate" for users and groups there. It says: ${said}`,
    );
  }
  if (/exceeded quota/.test(said)) {
    return new ConflictError(`The cluster ${cluster} has no room: ${said}`);
  }
  if (isNotAdmitted(status)) {
    return new NotAllowedError(
      `A rule of the cluster ${cluster} does not admit it: ${said}`,
    );
  }
  if (isOfAnother(status)) {
    return changedSince(cluster);
  }
  // An apply of fields that a kind does not have is called a failure of the server.
  if (/failed to create typed patch object/.test(said)) {
    return byCode(cluster, 422, said);
  }
  return byCode(cluster, refused.status, said);
}

/**
 * Whether the object was another than the one that was read, or another state of it; a
 * JSON patch whose tests fail is called invalid without any cause. A webhook may give its
 * refusal any code, and trying again would not help against that.
 */
export function isOutdated(refused: Refused): boolean {
  const status = statusOf(refused);
  return (
    (refused.status === 409 || refused.status === 422) &&
    (status?.details?.causes ?? []).length === 0 &&
    !isNotAdmitted(status)
  );
}

/**
 * Whether something was to be made that is there by now: custom resources are changed only
 * with a version, which what is to be made does not have.
 */
export function isUnconditional(refused: Refused): boolean {
  return (
    refused.status === 422 &&
    (statusOf(refused)?.details?.causes ?? []).some(
      ({ field }) => field === 'metadata.resourceVersion',
    )
  );
}

/**
 * Whether there is no object of that name. A version that is no longer served, and whatever
 * lies between, may answer 404 too, which says nothing of the object.
 */
export function isMissing(refused: Refused, name: string): boolean {
  return refused.status === 404 && statusOf(refused)?.details?.name === name;
}

/** Whether a webhook or a policy of the cluster was against it, in the API server's words. */
function isNotAdmitted(status: Status | undefined): boolean {
  return /denied (the )?request/.test(status?.message ?? '');
}

/** Somebody else has changed the object, or made another of its name. */
export function changedSince(cluster: string): Error {
  return new ConflictError(
    `The object in the cluster ${cluster} has changed since you looked; look at the change again`,
  );
}

/** An apply that names another uid is called invalid instead of a conflict. */
function isOfAnother(status: Status | undefined): boolean {
  return (status?.details?.causes ?? []).some(
    ({ field }) => field === 'metadata.uid',
  );
}

function byCode(cluster: string, code: number, said: string): Error {
  switch (code) {
    case 400:
    case 422:
      return new InputError(`The cluster ${cluster} does not take it: ${said}`);
    case 401:
      return new ServiceUnavailableError(
        `The cluster ${cluster} no longer takes the portal's credentials; renew them`,
      );
    case 403:
      return new NotAllowedError(
        `The cluster ${cluster} does not allow it: ${said}`,
      );
    case 404:
      return new NotFoundError(said);
    case 409:
      return changedSince(cluster);
    default:
      return new ServiceUnavailableError(
        `The cluster ${cluster} could not do it: ${said}`,
      );
  }
}
